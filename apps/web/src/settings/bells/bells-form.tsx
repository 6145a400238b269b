import { Button, Group } from '@mantine/core';
import type { BellSchedule } from '@firstbell/contracts/schedule';
import { useTranslation } from 'react-i18next';
import { isElsewhere } from '../../console/field-problems.rules.js';
import { FormProblem } from '../../console/form-problem.js';
import { useSettingsDraft } from '../connection/use-settings-draft.js';
import { type BellsDraft, draftOf, fieldsOf } from './bells-draft.rules.js';
import { DayTypesField } from './day-types-field.js';
import { DaysOffField } from './days-off-field.js';
import { PatternField } from './pattern-field.js';
import { PeriodsField } from './periods-field.js';
import { useSaveBells } from './use-save-bells.js';

export function BellsForm({ schedule }: { readonly schedule: BellSchedule }) {
  const { t } = useTranslation('settings');
  const { t: tConsole } = useTranslation('console');
  const required = (value: string) => (value.trim() === '' ? tConsole('required') : null);
  const { form, version, begin } = useSettingsDraft<BellSchedule, BellsDraft>(schedule, draftOf, {
    periods: { name: required, startsAt: required, endsAt: required },
    dayTypes: { name: required },
    daysOff: { name: required, from: required, to: required },
    pattern: ({ kind, rotation, from }) =>
      kind === 'rotation' && (rotation.length === 0 || from === '') ? t('bells.pattern.incomplete') : null,
  });
  const save = useSaveBells(form, version ?? 0, begin);
  const elsewhere = save.isError && isElsewhere(save.error, fieldsOf(form.values));
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate className="settings-stack">
      <PeriodsField form={form} />
      <DayTypesField form={form} />
      {form.values.dayTypes.length === 0 ? null : <PatternField form={form} />}
      <DaysOffField form={form} />
      <div className="settings-bells__save">
        <FormProblem error={elsewhere ? save.error : null} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {tConsole('save')}
          </Button>
          {form.isDirty() ? (
            <Button
              variant="default"
              onClick={() => {
                save.reset();
                begin(schedule);
              }}
            >
              {t('discard')}
            </Button>
          ) : null}
        </Group>
      </div>
    </form>
  );
}
