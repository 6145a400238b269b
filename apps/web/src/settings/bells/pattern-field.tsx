import { MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatternDraft } from './bells-draft.rules.js';
import { weekdayName } from './weekday-name.rules.js';
import type { BellsDraftForm } from './use-save-bells.js';

const kinds = ['same', 'weekdays', 'rotation'] as const;

/** Which school day is of which kind. */
export function PatternField({ form }: { readonly form: BellsDraftForm }) {
  const { t, i18n } = useTranslation('settings');
  const language = i18n.resolvedLanguage ?? 'en';
  const { pattern, dayTypes } = form.values;
  const named = dayTypes.filter(({ name }) => name.trim() !== '').map(({ id, name }) => ({ value: id, label: name.trim() }));
  const choices = [{ value: '', label: t('bells.pattern.none') }, ...named];
  // What was wrong with the whole is looked at anew when it is saved.
  const set = (change: Partial<PatternDraft>) => {
    form.setFieldValue('pattern', { ...pattern, ...change });
    form.clearFieldError('pattern');
  };
  const valueOf = (id: string | null) => (named.some(({ value }) => value === id) ? (id ?? '') : '');
  return (
    <fieldset className="console-card settings-bells">
      <legend>{t('bells.pattern.title')}</legend>
      <Radio.Group
        aria-label={t('bells.pattern.title')}
        value={pattern.kind}
        onChange={(kind) => set({ kind: kinds.find((one) => one === kind) ?? 'same' })}
      >
        <Stack gap={8}>
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`bells.pattern.kinds.${kind}.label`)}
              description={t(`bells.pattern.kinds.${kind}.hint`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {pattern.kind === 'same' ? (
        <Select
          label={t('bells.pattern.each')}
          allowDeselect={false}
          data={choices}
          value={valueOf(pattern.same)}
          onChange={(value) => set({ same: value === '' ? null : value })}
        />
      ) : null}
      {pattern.kind === 'weekdays' ? (
        <div className="settings-bells__weekdays">
          {pattern.weekdays.map((id, index) => (
            <Select
              key={weekdayName(index, 'en')}
              label={weekdayName(index, language)}
              allowDeselect={false}
              data={choices}
              value={valueOf(id)}
              onChange={(value) => set({ weekdays: pattern.weekdays.map((other, at) => (at === index ? value || null : other)) })}
            />
          ))}
        </div>
      ) : null}
      {pattern.kind === 'rotation' ? (
        <div className="settings-bells__weekdays">
          <MultiSelect
            label={t('bells.pattern.turns')}
            description={t('bells.pattern.turnsHint')}
            data={named}
            value={pattern.rotation.filter((id) => valueOf(id) !== '')}
            onChange={(rotation) => set({ rotation })}
          />
          <TextInput
            type="date"
            label={t('bells.pattern.from')}
            description={t('bells.pattern.fromHint')}
            value={pattern.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
        </div>
      ) : null}
      {form.errors['pattern'] === undefined ? null : (
        <p className="settings-error" role="alert">
          {form.errors['pattern']}
        </p>
      )}
    </fieldset>
  );
}
