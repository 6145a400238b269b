import { ActionIcon, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { BellsDraftForm } from './use-save-bells.js';

interface PeriodRowProps {
  readonly form: BellsDraftForm;
  readonly index: number;
}

/** One period on one line; what is wrong with it is said under the line. */
export function PeriodRow({ form, index }: PeriodRowProps) {
  const { t } = useTranslation('settings');
  const problemId = useId();
  const name = form.values.periods[index]?.name.trim() ?? '';
  const place = { number: index + 1 };
  const pathOf = (field: 'name' | 'startsAt' | 'endsAt') => `periods.${String(index)}.${field}`;
  const problem = form.errors[pathOf('name')] ?? form.errors[pathOf('startsAt')] ?? form.errors[pathOf('endsAt')];
  const inputOf = (field: 'name' | 'startsAt' | 'endsAt') => {
    const { error, ...props } = form.getInputProps(pathOf(field));
    return { ...props, error: error !== undefined && error !== null, ...(problem === undefined ? {} : { 'aria-describedby': problemId }) };
  };
  return (
    <div className="settings-bells__row">
      <TextInput aria-label={t('bells.periods.nameOf', place)} maxLength={120} autoComplete="off" {...inputOf('name')} />
      <TextInput type="time" aria-label={t('bells.periods.startsOf', place)} {...inputOf('startsAt')} />
      <TextInput type="time" aria-label={t('bells.periods.endsOf', place)} {...inputOf('endsAt')} />
      <ActionIcon
        variant="subtle"
        size={36}
        aria-label={name === '' ? t('bells.periods.removeOf', place) : t('bells.periods.remove', { name })}
        onClick={() => form.removeListItem('periods', index)}
      >
        <svg
          viewBox="0 0 20 20"
          width="18"
          height="18"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d="M5 5l10 10M15 5L5 15" />
        </svg>
      </ActionIcon>
      {problem === undefined ? null : (
        <p className="settings-error settings-bells__problem" role="alert" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}
