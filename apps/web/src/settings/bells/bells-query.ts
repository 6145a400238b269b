import { scheduleOperations } from '@firstbell/contracts/schedule';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

export const bellsQuery = queryOptions({
  queryKey: ['bells'],
  queryFn: ({ signal }) => call(scheduleOperations.bellSchedule, {}, { signal }),
});
