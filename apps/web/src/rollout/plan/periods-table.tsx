import { rolloutOperations as ops } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { Loaded } from '../../console/loaded.js';
import { rolloutKey } from '../rollout-queries.js';
import { GroupsTable } from './groups-table.js';

/** Whom one finds in class when. */
export function PeriodsTable({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('rollout');
  const periods = useQuery({
    queryKey: [...rolloutKey, 'periods', planId],
    queryFn: ({ signal }) => call(ops.listRolloutPeriods, { planId }, { signal }),
  });
  return (
    <Loaded query={periods}>
      {({ byPeriod }) => <GroupsTable of="period" title={t('plan.tabs.periods')} rows={byPeriod} empty={t('plan.noPeriods')} unnamed="" />}
    </Loaded>
  );
}
