import { Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RemoveButton } from '../../console/remove-button.js';
import { RowProblem } from './row-problem.js';
import type { BellsDraftForm } from './use-save-bells.js';

interface PeriodRowProps {
  readonly form: BellsDraftForm;
  readonly index: number;
}

const fields = ['name', 'startsAt', 'endsAt', 'dayTypeId'] as const;

/** One period on one line; what is wrong with it is said under the line. */
export function PeriodRow({ form, index }: PeriodRowProps) {
  const { t } = useTranslation('settings');
  const problemId = useId();
  const { dayTypes, periods } = form.values;
  const period = periods[index];
  const name = period?.name.trim() ?? '';
  const place = { number: index + 1 };
  const pathOf = (field: (typeof fields)[number]) => `periods.${String(index)}.${field}`;
  const wrong = fields.filter((field) => form.errors[pathOf(field)] !== undefined);
  const inputOf = (field: (typeof fields)[number]) => ({
    ...form.getInputProps(pathOf(field)),
    error: wrong.includes(field),
    ...(wrong.length === 0 ? {} : { 'aria-describedby': problemId }),
  });
  return (
    <div className="settings-bells__row" data-typed={dayTypes.length > 0 || undefined}>
      <TextInput aria-label={t('bells.periods.nameOf', place)} maxLength={120} autoComplete="off" {...inputOf('name')} />
      <TextInput type="time" aria-label={t('bells.periods.startsOf', place)} {...inputOf('startsAt')} />
      <TextInput type="time" aria-label={t('bells.periods.endsOf', place)} {...inputOf('endsAt')} />
      {dayTypes.length === 0 ? null : (
        <Select
          aria-label={t('bells.periods.ringsOf', place)}
          allowDeselect={false}
          data={[{ value: '', label: t('bells.everyDay') }, ...dayTypes.map(({ id, name: label }) => ({ value: id, label }))]}
          value={dayTypes.some(({ id }) => id === period?.dayTypeId) ? (period?.dayTypeId ?? '') : ''}
          error={wrong.includes('dayTypeId')}
          onChange={(value) => form.setFieldValue(pathOf('dayTypeId'), value === '' ? null : value)}
        />
      )}
      <RemoveButton
        label={name === '' ? t('bells.periods.removeOf', place) : t('bells.periods.remove', { name })}
        onClick={() => form.removeListItem('periods', index)}
      />
      <RowProblem id={problemId} problem={wrong[0] === undefined ? undefined : form.errors[pathOf(wrong[0])]} />
    </div>
  );
}
