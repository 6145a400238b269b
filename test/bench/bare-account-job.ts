import * as z from 'zod';

export const bareQueue = 'bench-accounts';
/** As many as the worker of `npm start` runs of this queue. */
export const accountsAtOnce = 6;

export const bareAccountJob = z.object({ schoolId: z.string(), accountId: z.string(), username: z.string() });
export type BareAccountJob = z.output<typeof bareAccountJob>;

/** What the statement that settles an account takes. */
export const settleValues = ({ schoolId, accountId, username }: BareAccountJob): unknown[] => {
  const fence = 0;
  const [address, externalId] = [`${username}@bench.example`, accountId];
  return [schoolId, accountId, fence, 'ready', username, address, externalId, false, null, null, 'account.ready'];
};
