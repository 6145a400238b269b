import { deviceOperations } from '@firstbell/contracts/devices';
import type { RequestOf } from '@firstbell/contracts/operation';
import { rolloutOperations } from '@firstbell/contracts/rollouts';
import { trendOperations } from '@firstbell/contracts/trends';
import { queryOptions } from '@tanstack/react-query';
import { call, download } from '../api/call.js';
import type { Span } from './span.rules.js';

export const trendsQuery = (deskId: string, span: Span) =>
  queryOptions({
    queryKey: ['trends', deskId, span],
    queryFn: ({ signal }) => call(trendOperations.trends, { deskId, ...span }, { signal }),
  });

type Table = NonNullable<RequestOf<typeof trendOperations.trendsCsv>['table']>;

export const trendsCsv = (deskId: string, span: Span, table: Table) => () =>
  download(trendOperations.trendsCsv, { deskId, ...span, table });

export const rolloutTotalsQuery = queryOptions({
  queryKey: ['rollout-totals'],
  queryFn: async ({ signal }) => (await call(rolloutOperations.listRollouts, {}, { signal })).rollouts,
});

export const deviceTotalsQuery = queryOptions({
  queryKey: ['device-totals'],
  queryFn: ({ signal }) => call(deviceOperations.deviceChoices, {}, { signal }),
});
