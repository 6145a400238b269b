import type { Statement } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { settleStatement } from '../../libs/directory/src/accounts/account-work.store.js';
import { insertCredential } from '../../libs/directory/src/credentials/credentials.store.js';
import { makeFirstStatement } from '../../libs/people/src/sign-in/directory-accounts.js';

export const bareQueue = 'bench-accounts';
/** As many as the worker of `npm start` runs of this queue. */
export const accountsAtOnce = 6;

export const bareAccountJob = z.object({ schoolId: z.string(), accountId: z.string(), personId: z.string() });
export type BareAccountJob = z.output<typeof bareAccountJob>;

/** What is written of an account: the sign-in, its sealed password, and that it is ready, with the event. */
export function accountStatements({ schoolId, accountId, personId }: BareAccountJob): [Statement, unknown[]][] {
  const [id, address, fence] = [uuid(), `${personId}@bench.example`, 0];
  return [
    [makeFirstStatement, [schoolId, id, address, 'a hash', personId]],
    [insertCredential, [schoolId, uuid(), personId, accountId, null, sealed, false]],
    [settleStatement, [schoolId, accountId, fence, 'ready', personId, address, id, false, null, null, 'account.ready']],
  ];
}

const sealed = Buffer.alloc(48);
