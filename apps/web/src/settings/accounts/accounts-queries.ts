import { type AccountState, directoryOperations } from '@firstbell/contracts/directory';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

/** While accounts are on their way the page follows them; else a pause that ended is seen soon enough. */
const followMs = 2_000;
const idleMs = 15_000;
const onTheWay: readonly AccountState[] = ['wanted', 'resume_wanted', 'suspend_wanted'];

export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  refetchInterval: idleMs / 3,
  queryFn: ({ signal }) => call(directoryOperations.directorySettings, {}, { signal }),
});

export interface AccountsShown {
  readonly state?: AccountState;
  readonly search?: string;
  readonly offset: number;
}

export const accountsPageSize = 100;

export const accountsQuery = (shown: AccountsShown) =>
  queryOptions({
    queryKey: ['accounts', shown],
    queryFn: ({ signal }) => call(directoryOperations.listAccounts, { ...shown, limit: accountsPageSize }, { signal }),
  });

/** How soon to look again, by what was seen last. */
export const lookAgainMs = (seen: { readonly states: readonly { readonly state: AccountState }[] } | undefined): number =>
  seen?.states.some((one) => onTheWay.includes(one.state)) === true ? followMs : idleMs;
