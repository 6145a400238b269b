import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { nextPeriod } from './period-draft.rules.js';
import { PeriodRow } from './period-row.js';
import type { BellsDraftForm } from './use-save-bells.js';

/** The contract takes so many. */
const mostPeriods = 60;

export function PeriodsField({ form }: { readonly form: BellsDraftForm }) {
  const { t } = useTranslation('settings');
  const { dayTypes, periods } = form.values;
  const last = periods.at(-1);
  const add = () => {
    const dayTypeId = last?.dayTypeId ?? null;
    const ofDay = periods.filter((period) => period.dayTypeId === dayTypeId);
    form.insertListItem('periods', { id: v7(), ...nextPeriod(ofDay), dayTypeId });
  };
  return (
    <fieldset className="console-card settings-bells" aria-describedby="periods-hint">
      <legend>{t('bells.periods.title')}</legend>
      <p className="settings-faint" id="periods-hint">
        {periods.length === 0 ? t('bells.periods.empty') : t('bells.periods.hint')}
      </p>
      {periods.length === 0 ? null : (
        <div className="settings-bells__head" data-typed={dayTypes.length > 0 || undefined} aria-hidden="true">
          <span>{t('bells.periods.name')}</span>
          <span>{t('bells.periods.starts')}</span>
          <span>{t('bells.periods.ends')}</span>
          {dayTypes.length === 0 ? null : <span>{t('bells.periods.rings')}</span>}
        </div>
      )}
      {periods.map((period, index) => (
        <PeriodRow key={period.id} form={form} index={index} />
      ))}
      {form.errors['periods'] === undefined ? null : (
        <p className="settings-error" role="alert">
          {form.errors['periods']}
        </p>
      )}
      {periods.length >= mostPeriods ? null : (
        <Button variant="default" size="sm" onClick={add}>
          {t(periods.length === 0 ? 'bells.periods.first' : 'bells.periods.add')}
        </Button>
      )}
    </fieldset>
  );
}
