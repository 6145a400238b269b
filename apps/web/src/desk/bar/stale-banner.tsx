import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';

/** A hiccup shorter than this is shown by the header only; the page does not move for it. */
const patienceMs = 1_200;

/** The connection is gone: what is shown stays, and says how old it is. */
export function StaleBanner() {
  const { t } = useTranslation('desk');
  const { line } = useDesk();
  const { clock } = useSchoolTime();
  const [stale] = useDebouncedValue(line.phase === 'stale', line.phase === 'stale' ? patienceMs : 0);
  return (
    <div role="status" className="desk-stale-place">
      {!stale || line.phase !== 'stale' ? null : (
        <p className="desk-stale">
          {line.asOf === null ? t('stale.unknown') : t('stale.asOf', { time: clock(new Date(line.asOf).toISOString()) })}
        </p>
      )}
    </div>
  );
}
