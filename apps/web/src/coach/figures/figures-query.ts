import { feedbackOperations } from '@firstbell/contracts/feedback';
import { queryOptions } from '@tanstack/react-query';
import { call, download } from '../../api/call.js';

export const figuresQuery = (deskId: string) =>
  queryOptions({
    queryKey: ['figures', deskId],
    queryFn: ({ signal }) => call(feedbackOperations.todaysFigures, { deskId }, { signal }),
    refetchInterval: 20_000,
  });

export const figuresCsv = (deskId: string, table: 'issues' | 'periods' | 'summary' | 'outOfOrder') => () =>
  download(feedbackOperations.todaysFiguresCsv, { deskId, table });
