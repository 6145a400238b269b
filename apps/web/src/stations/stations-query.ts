import { stationOperations } from '@firstbell/contracts/people';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const stationsQuery = queryOptions({
  queryKey: ['stations'],
  queryFn: ({ signal }) => call(stationOperations.listStations, {}, { signal }),
  // "Last heard from" is only worth reading when it is fresh.
  refetchInterval: 15_000,
});
