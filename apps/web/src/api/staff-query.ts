import { peopleOperations } from '@firstbell/contracts/people';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

/** People with a role beyond student; with a search, whoever's name matches it. */
export const staffQuery = (search: string) =>
  queryOptions({
    queryKey: ['staff', search],
    queryFn: ({ signal }) => call(peopleOperations.listStaff, search === '' ? {} : { search }, { signal }),
    placeholderData: keepPreviousData,
  });
