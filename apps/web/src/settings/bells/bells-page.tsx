import './bells.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { BellsForm } from './bells-form.js';
import { bellsQuery } from './bells-query.js';
import { ComingDays } from './coming-days.js';

/** When the bells ring: what claims end at, shifts are given for and carts are reserved for. */
export function BellsPage() {
  const { t } = useTranslation('settings');
  const bells = useQuery(bellsQuery);
  return (
    <>
      <PageHead title={t('bells.title')} lead={t('bells.lead')} />
      <Loaded query={bells}>
        {(schedule) => (
          <div className="settings-stack">
            {schedule.periods.length === 0 ? null : <ComingDays schedule={schedule} />}
            <BellsForm schedule={schedule} />
          </div>
        )}
      </Loaded>
    </>
  );
}
