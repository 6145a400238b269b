import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadFailed } from './load-failed.js';
import { RowsLoading } from './rows-loading.js';
import { StaleNotice } from './stale-notice.js';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** The shape of the page while its data comes. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** One fetched thing in all its states: coming, there, there but old because the network is gone, failed. */
export function Loaded<T>({ query, loading, children }: LoadedProps<T>) {
  if (query.data === undefined) {
    if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
    return loading ?? <RowsLoading />;
  }
  return (
    <>
      {query.failureCount > 0 ? <StaleNotice asOf={query.dataUpdatedAt} /> : null}
      {children(query.data)}
    </>
  );
}
