import type { LineRow } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useDesk } from '../desk-context.js';
import { clockLeft, leasePhase } from '../line/clock.rules.js';
import { isHeldBy } from '../line/line-groups.rules.js';
import { useSeconds } from '../line/use-seconds.js';

/** How long the claim lasts, or who has it, or until when it is set aside. */
export function LeaseClock({ row }: { readonly row: LineRow }) {
  const { t } = useTranslation('desk');
  const { me, line } = useDesk();
  const { clock } = useSchoolTime();
  const now = useSeconds(row.claimExpiresAt !== null);
  if (row.state === 'held' && row.holdUntil !== null)
    return <span className="desk-lease">{t('panel.holdUntil', { time: clock(row.holdUntil) })}</span>;
  if (row.state !== 'claimed') return null;
  const frozen = line.desk?.frozenAt != null;
  if (!isHeldBy(row, me.id))
    return <span className="desk-lease">{t('panel.holder', { name: row.claimedBy?.name ?? t('line.someone') })}</span>;
  if (frozen) return <span className="desk-lease">{t('panel.leaseFrozen')}</span>;
  if (row.onBench) return <span className="desk-lease">{t('panel.leaseBench')}</span>;
  if (row.claimExpiresAt === null) return <span className="desk-lease">{t('panel.leasePending')}</span>;
  const phase = leasePhase(row.claimExpiresAt, now);
  return (
    <span className="desk-lease" data-phase={phase} title={clock(row.claimExpiresAt)}>
      {t('panel.lease', { time: clockLeft(row.claimExpiresAt, now) })}
    </span>
  );
}
