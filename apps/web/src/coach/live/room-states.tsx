import type { ReactNode } from 'react';
import { LoadFailed } from '../../console/load-failed.js';
import { RowsLoading } from '../../console/rows-loading.js';
import { StaleNotice } from '../../console/stale-notice.js';
import { useCoach } from './coach-context.js';

interface RoomStatesProps {
  readonly loading?: ReactNode;
  readonly children: ReactNode;
}

/** A live page in all its states: coming, live, last known while the network is gone, failed. */
export function RoomStates({ loading, children }: RoomStatesProps) {
  const { phase, error, asOf, refetch } = useCoach();
  if (phase === 'opening') return loading ?? <RowsLoading />;
  if (phase === 'failed') return <LoadFailed error={error} onRetry={refetch} />;
  return (
    <>
      {phase === 'stale' ? <StaleNotice asOf={asOf} /> : null}
      {children}
    </>
  );
}
