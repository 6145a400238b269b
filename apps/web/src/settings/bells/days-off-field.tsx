import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { RemoveButton } from '../../console/remove-button.js';
import { RowProblem } from './row-problem.js';
import type { BellsDraftForm } from './use-save-bells.js';

/** The contract takes so many. */
const mostDaysOff = 60;
const fields = ['name', 'from', 'to'] as const;

/** Holidays and other days without school, from the first to the last. */
export function DaysOffField({ form }: { readonly form: BellsDraftForm }) {
  const { t } = useTranslation('settings');
  const { daysOff } = form.values;
  return (
    <fieldset className="console-card settings-bells" aria-describedby="days-off-hint">
      <legend>{t('bells.daysOff.title')}</legend>
      <p className="settings-faint" id="days-off-hint">
        {t('bells.daysOff.hint')}
      </p>
      {daysOff.length === 0 ? null : (
        <div className="settings-bells__head settings-bells__head--days" aria-hidden="true">
          <span>{t('bells.periods.name')}</span>
          <span>{t('bells.daysOff.from')}</span>
          <span>{t('bells.daysOff.to')}</span>
        </div>
      )}
      {daysOff.map(({ id }, index) => (
        <DayOffRow key={id} form={form} index={index} />
      ))}
      {daysOff.length >= mostDaysOff ? null : (
        <Button variant="default" size="sm" onClick={() => form.insertListItem('daysOff', { id: v7(), name: '', from: '', to: '' })}>
          {t('bells.daysOff.add')}
        </Button>
      )}
    </fieldset>
  );
}

function DayOffRow({ form, index }: { readonly form: BellsDraftForm; readonly index: number }) {
  const { t } = useTranslation('settings');
  const problemId = useId();
  const place = { number: index + 1 };
  const off = form.values.daysOff[index];
  const name = off?.name.trim() ?? '';
  const pathOf = (field: (typeof fields)[number]) => `daysOff.${String(index)}.${field}`;
  const wrong = fields.filter((field) => form.errors[pathOf(field)] !== undefined);
  const inputOf = (field: (typeof fields)[number]) => ({
    ...form.getInputProps(pathOf(field)),
    error: wrong.includes(field),
    ...(wrong.length === 0 ? {} : { 'aria-describedby': problemId }),
  });
  return (
    <div className="settings-bells__row settings-bells__row--days">
      <TextInput aria-label={t('bells.daysOff.nameOf', place)} maxLength={120} autoComplete="off" {...inputOf('name')} />
      <TextInput
        type="date"
        aria-label={t('bells.daysOff.fromOf', place)}
        {...inputOf('from')}
        onChange={(event) => {
          const from = event.currentTarget.value;
          form.setFieldValue(pathOf('from'), from);
          // Most are one day long.
          if (off?.to === '') form.setFieldValue(pathOf('to'), from);
        }}
      />
      <TextInput type="date" aria-label={t('bells.daysOff.toOf', place)} {...inputOf('to')} />
      <RemoveButton
        label={name === '' ? t('bells.daysOff.removeOf', place) : t('bells.periods.remove', { name })}
        onClick={() => form.removeListItem('daysOff', index)}
      />
      <RowProblem id={problemId} problem={wrong[0] === undefined ? undefined : form.errors[pathOf(wrong[0])]} />
    </div>
  );
}
