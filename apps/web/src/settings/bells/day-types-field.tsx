import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { RemoveButton } from '../../console/remove-button.js';
import { RowProblem } from './row-problem.js';
import type { BellsDraftForm } from './use-save-bells.js';

/** The contract takes so many. */
const mostDayTypes = 10;

/** The kinds of days a school tells apart; most need none. */
export function DayTypesField({ form }: { readonly form: BellsDraftForm }) {
  const { t } = useTranslation('settings');
  const { dayTypes } = form.values;
  return (
    <fieldset className="console-card settings-bells" aria-describedby="day-types-hint">
      <legend>{t('bells.dayTypes.title')}</legend>
      <p className="settings-faint" id="day-types-hint">
        {t('bells.dayTypes.hint')}
      </p>
      {dayTypes.map(({ id }, index) => (
        <DayTypeRow key={id} form={form} index={index} />
      ))}
      {form.errors['dayTypes'] === undefined ? null : (
        <p className="settings-error" role="alert">
          {form.errors['dayTypes']}
        </p>
      )}
      {dayTypes.length >= mostDayTypes ? null : (
        <Button variant="default" size="sm" onClick={() => form.insertListItem('dayTypes', { id: v7(), name: '' })}>
          {t('bells.dayTypes.add')}
        </Button>
      )}
    </fieldset>
  );
}

function DayTypeRow({ form, index }: { readonly form: BellsDraftForm; readonly index: number }) {
  const { t } = useTranslation('settings');
  const problemId = useId();
  const place = { number: index + 1 };
  const path = `dayTypes.${String(index)}.name`;
  const problem = form.errors[path];
  const name = form.values.dayTypes[index]?.name.trim() ?? '';
  return (
    <div className="settings-bells__row settings-bells__row--short">
      <TextInput
        aria-label={t('bells.dayTypes.nameOf', place)}
        maxLength={120}
        autoComplete="off"
        {...form.getInputProps(path)}
        error={problem !== undefined}
        {...(problem === undefined ? {} : { 'aria-describedby': problemId })}
      />
      <RemoveButton
        label={name === '' ? t('bells.dayTypes.removeOf', place) : t('bells.periods.remove', { name })}
        onClick={() => form.removeListItem('dayTypes', index)}
      />
      <RowProblem id={problemId} problem={problem} />
    </div>
  );
}
