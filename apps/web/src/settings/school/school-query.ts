import { peopleOperations } from '@firstbell/contracts/people';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

export const schoolQuery = queryOptions({
  queryKey: ['school'],
  queryFn: ({ signal }) => call(peopleOperations.schoolSettings, {}, { signal }),
});
