import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadFailed } from './load-failed.js';
import { RowsLoading } from './rows-loading.js';
import { PageHead } from './section-layout.js';
import { StaleNotice } from './stale-notice.js';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** The shape of the page while its data comes. */
  readonly loading?: ReactNode;
  /** Of a page whose heading is part of its data: what it is called until that is there. */
  readonly title?: string;
  readonly children: (data: T) => ReactNode;
}

/** One fetched thing in all its states: coming, there, there but old because the network is gone, failed. */
export function Loaded<T>({ query, loading, title, children }: LoadedProps<T>) {
  if (query.data === undefined) {
    return (
      <>
        {title === undefined ? null : <PageHead title={title} />}
        {query.isError ? <LoadFailed error={query.error} onRetry={() => void query.refetch()} /> : (loading ?? <RowsLoading />)}
      </>
    );
  }
  return (
    <>
      {query.failureCount > 0 ? <StaleNotice asOf={query.dataUpdatedAt} /> : null}
      {children(query.data)}
    </>
  );
}
