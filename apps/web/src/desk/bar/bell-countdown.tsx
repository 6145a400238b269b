import { useTranslation } from 'react-i18next';
import { useNow } from '../../console/use-now.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';
import { minutesToBell } from '../line/clock.rules.js';

/** The period now and the minutes to its bell. */
export function BellCountdown() {
  const { t } = useTranslation('desk');
  const { line } = useDesk();
  const { clock } = useSchoolTime();
  const now = useNow();
  if (line.desk === null) return null;
  const { period } = line.desk;
  const minutes = period === null ? null : minutesToBell(period.endsAt, now);
  if (period === null || minutes === null) return <span className="desk-bell desk-bell--none">{t('bar.noPeriod')}</span>;
  return (
    <span className="desk-bell" data-soon={minutes <= 5 || undefined} title={t('bar.bellAt', { time: clock(period.endsAt) })}>
      <strong>{period.name}</strong>
      <span>{t('bar.bell', { count: minutes })}</span>
    </span>
  );
}
