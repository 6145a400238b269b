import { Injectable } from '@nestjs/common';
import type { AccountState, DirectoryConfig } from '@firstbell/contracts/directory';
import type { EventType } from '@firstbell/contracts/events';
import { statement, type Tx } from '@firstbell/platform';

/** A claim ends by itself after this long; every request to a directory has a limit of a sixth of it. */
const leaseSeconds = 90;

/** An account taken for work, with all that the work needs. Whoever holds the highest fence may write. */
export interface AccountClaim {
  readonly accountId: string;
  readonly fence: number;
  readonly state: AccountState;
  /** So often it failed in passing, or its process died over it. */
  readonly attempt: number;
  readonly planId: string | null;
  readonly username: string | null;
  readonly externalId: string | null;
  readonly adopted: boolean;
  readonly createSent: boolean;
  readonly takenNames: readonly string[];
  readonly personId: string;
  readonly sourceId: string | null;
  readonly givenName: string;
  readonly preferredName: string | null;
  readonly familyName: string;
  readonly grade: string | null;
  readonly badge: string | null;
  readonly rosterUsername: string | null;
  readonly sealed: Buffer | null;
  readonly config: DirectoryConfig;
  readonly secretSealed: Buffer | null;
  readonly usernameRule: string;
}

/** Somebody else has the account by now; whatever we were about to write must not be written. */
export class AccountClaimLost extends Error {
  constructor(readonly accountId: string) {
    super(`The account ${accountId} was taken over by another process.`);
    this.name = 'AccountClaimLost';
  }
}

const isFree = (state: string) => `
  a.school_id = $1 AND a.id = $2 AND coalesce(a.lease_until, '-infinity') < now() AND coalesce(a.retry_at, '-infinity') <= now()
    AND p.school_id = a.school_id AND p.id = a.person_id
    AND d.school_id = a.school_id AND coalesce(d.paused_until, '-infinity') < now() AND ${state}`;

const claimed = `a.id AS "accountId", a.fence, a.state, a.attempt, a.plan_id AS "planId", a.username, a.external_id AS "externalId", a.adopted,
    a.create_sent_at IS NOT NULL AS "createSent", a.taken_names AS "takenNames", p.id AS "personId", p.source_id AS "sourceId",
    p.given_name AS "givenName", p.preferred_name AS "preferredName", p.family_name AS "familyName", p.grade, p.badge,
    p.username AS "rosterUsername", d.config, d.secret_sealed AS "secretSealed", d.username_rule AS "usernameRule",
    (SELECT c.sealed FROM credential c WHERE c.school_id = a.school_id AND c.person_id = a.person_id AND c.account_id = a.id
      AND c.delivered_at IS NULL) AS sealed`;

/* A lease that is still there is that of a process that died: it could not count the failure any more. */
const claimOf = (name: string, set: string, state: string) =>
  statement(
    name,
    `
  UPDATE directory_account a SET fence = a.fence + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}),
    attempt = a.attempt + CASE WHEN a.lease_until IS NULL THEN 0 ELSE 1 END${set}
  FROM person p, directory_provider d
  WHERE ${isFree(state)}
  RETURNING ${claimed}`,
  );

/* A plan holds back what it makes. Whoever has an account and returns gets it back, however their plan stands. */
const toBeMade = (states: string) => `a.state IN (${states}) AND p.status = 'active'
    AND (a.state = 'resume_wanted' OR a.plan_id IS NULL OR EXISTS (SELECT 1 FROM rollout_plan r WHERE r.school_id = a.school_id AND r.id = a.plan_id AND r.state = 'running'))`;

const claimToProvision = claimOf('directory_account.claim_provision', '', toBeMade(`'wanted', 'resume_wanted'`));

/* Held by the lock of its row, and its person's, instead of a lease: nobody outside of the database is asked. */
const hold = statement(
  'directory_account.hold',
  `
  SELECT ${claimed}
  FROM directory_account a, person p, directory_provider d
  WHERE ${isFree(toBeMade(`'wanted'`))} AND p.account_id IS NULL FOR UPDATE OF a, p SKIP LOCKED`,
);

const claimToSuspend = claimOf(
  'directory_account.claim_suspend',
  `, state = 'suspend_wanted', version = a.version + CASE a.state WHEN 'suspend_wanted' THEN 0 ELSE 1 END`,
  `a.state IN ('ready', 'suspend_wanted', 'resume_wanted') AND p.status = 'removed' AND p.removed_at <= now() - make_interval(days => d.suspend_after_days)`,
);

const takenOf = statement(
  'directory_account.taken_of',
  'SELECT folded_username AS username FROM directory_account WHERE school_id = $1 AND folded_username = ANY ($2::text[])',
);

const name = statement(
  'directory_account.name',
  `UPDATE directory_account SET username = $4 WHERE school_id = $1 AND id = $2 AND fence = $3`,
);

const markSent = statement(
  'directory_account.mark_sent',
  `
  UPDATE directory_account SET create_sent_at = coalesce(create_sent_at, now()), lease_until = now() + make_interval(secs => ${leaseSeconds})
  WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING id`,
);

const unmarkSent = statement(
  'directory_account.unmark_sent',
  'UPDATE directory_account SET create_sent_at = NULL WHERE school_id = $1 AND id = $2 AND fence = $3',
);

/* The row and the event of it are one statement: both, or neither. */
export const settleStatement = statement(
  'directory_account.settle',
  `
  WITH settled AS (
    UPDATE directory_account SET state = $4, username = coalesce($5, username), address = coalesce($6, address), external_id = coalesce($7, external_id),
      adopted = adopted OR $8, attempt = 0, lease_until = NULL, retry_at = NULL, reason_code = $9, reason = $10, version = version + 1,
      ready_at = CASE WHEN $4 = 'ready' THEN coalesce(ready_at, now()) ELSE ready_at END,
      suspended_at = CASE WHEN $4 = 'suspended' THEN now() WHEN $4 = 'ready' THEN NULL ELSE suspended_at END
    WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING id, version, person_id, plan_id, adopted
  ), told AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    SELECT $1::uuid, $11, 'account', id, version, NULL, jsonb_strip_nulls(jsonb_build_object('personId', person_id, 'planId', plan_id, 'adopted', adopted, 'code', $9::text))
    FROM settled
  )
  SELECT id FROM settled`,
);

const later = statement(
  'directory_account.later',
  `
  UPDATE directory_account SET lease_until = NULL, attempt = attempt + $4, retry_at = now() + make_interval(secs => $5::float8 / 1000), reason_code = $6, reason = $7, version = version + 1
  WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING attempt`,
);

const wantAnew = statement(
  'directory_account.want_anew',
  `
  WITH again AS (
    UPDATE directory_account a SET state = 'wanted', external_id = NULL, address = NULL, adopted = false, create_sent_at = NULL, ready_at = NULL,
      suspended_at = NULL, attempt = 0, lease_until = NULL, retry_at = NULL, reason_code = NULL, reason = NULL, version = a.version + 1,
      plan_id = (SELECT r.id FROM rollout_plan r WHERE r.school_id = a.school_id AND r.id = a.plan_id AND r.state = 'running')
    WHERE a.school_id = $1 AND a.id = $2 AND a.fence = $3 RETURNING a.id, a.version, a.person_id, a.plan_id
  ), credentials AS (
    DELETE FROM credential c USING again WHERE c.school_id = $1 AND c.account_id = again.id AND c.delivered_at IS NULL
  ), told AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, data)
    SELECT $1::uuid, 'account.wanted', 'account', id, version, jsonb_build_object('personId', person_id, 'planId', plan_id) FROM again
  ) SELECT id FROM again`,
);

export interface Settled {
  readonly state: AccountState;
  readonly event: EventType;
  readonly username?: string;
  readonly address?: string;
  readonly externalId?: string;
  readonly adopted?: boolean;
  readonly reasonCode?: string;
  readonly reason?: string;
}

/** The accounts as the worker sees them: claim, name, mark, settle. Each write checks the fence. */
@Injectable()
export class AccountWorkStore {
  /** Undefined when there is nothing to do: done already, held by another worker, waiting, paused. */
  async claim(tx: Tx, accountId: string, to: 'provision' | 'suspend'): Promise<AccountClaim | undefined> {
    return tx.first<AccountClaim>(to === 'provision' ? claimToProvision : claimToSuspend, [tx.schoolId, accountId]);
  }

  /** Takes the account, of somebody who does not sign in here yet, for the length of the transaction; writes nothing. */
  async hold(tx: Tx, accountId: string): Promise<AccountClaim | undefined> {
    return tx.first<AccountClaim>(hold, [tx.schoolId, accountId]);
  }

  /** Which of these names somebody at this school has. */
  async takenOf(tx: Tx, names: readonly string[]): Promise<Set<string>> {
    const rows = await tx.rows<{ username: string }>(takenOf, [tx.schoolId, [...names]]);
    return new Set(rows.map(({ username }) => username));
  }

  /** @throws a violation of `directory_account_username` when another has just taken it */
  async name(tx: Tx, claim: AccountClaim, username: string): Promise<void> {
    await tx.rows(name, [tx.schoolId, claim.accountId, claim.fence, username]);
  }

  /** From now on an account found under the school's own id is the one we asked for. @throws AccountClaimLost */
  async markSent(tx: Tx, claim: AccountClaim): Promise<void> {
    if ((await tx.first(markSent, [tx.schoolId, claim.accountId, claim.fence])) === undefined) throw new AccountClaimLost(claim.accountId);
  }

  /** The directory has said that it made nothing: whoever is found there later was made by somebody else. */
  async unmarkSent(tx: Tx, claim: AccountClaim): Promise<void> {
    await tx.rows(unmarkSent, [tx.schoolId, claim.accountId, claim.fence]);
  }

  /** @throws AccountClaimLost */
  async settle(tx: Tx, claim: AccountClaim, to: Settled): Promise<void> {
    const row = await tx.first(settleStatement, settleValues(tx, claim, to));
    if (row === undefined) throw new AccountClaimLost(claim.accountId);
  }

  /** The same for an account that is held, as the end of the transaction. */
  async settleLast(tx: Tx, claim: AccountClaim, to: Settled): Promise<void> {
    await tx.last(settleStatement, settleValues(tx, claim, to));
  }

  /** Gives the account back; false when another has it by now. With `forMs`, the rest from now, it counts as a try. */
  async release(tx: Tx, claim: AccountClaim, why?: { forMs: number; code: string; reason: string }): Promise<boolean> {
    const released = await tx.first(later, [
      tx.schoolId,
      claim.accountId,
      claim.fence,
      why === undefined ? 0 : 1,
      why?.forMs ?? null,
      why?.code ?? null,
      why?.reason.slice(0, 1_000) ?? null,
    ]);
    return released !== undefined;
  }

  /**
   * The account is in the directory no more: it is to be made as if it had never been, with another password. A plan that is
   * over holds it up no longer. @throws AccountClaimLost
   */
  async wantAnew(tx: Tx, claim: AccountClaim): Promise<void> {
    const row = await tx.first(wantAnew, [tx.schoolId, claim.accountId, claim.fence]);
    if (row === undefined) throw new AccountClaimLost(claim.accountId);
  }

  /** Somebody who left has come back before or after their account was suspended: it shall be open. False: they have not. */
  async wantBack(tx: Tx, accountId: string): Promise<boolean> {
    const row = await tx.first(
      `WITH back AS (
         UPDATE directory_account a SET state = 'resume_wanted', retry_at = NULL, version = a.version + 1
         FROM person p WHERE a.school_id = $1 AND a.id = $2 AND a.state IN ('suspended', 'suspend_wanted') AND coalesce(a.lease_until, '-infinity') < now()
           AND p.school_id = a.school_id AND p.id = a.person_id AND p.status = 'active' RETURNING a.id, a.version, a.person_id
       ), told AS (
         INSERT INTO event (school_id, type, subject_type, subject_id, version, data)
         SELECT $1::uuid, 'account.wanted', 'account', id, version, jsonb_build_object('personId', person_id) FROM back
       ) SELECT id FROM back`,
      [tx.schoolId, accountId],
    );
    return row !== undefined;
  }
}

const settleValues = (tx: Tx, claim: AccountClaim, to: Settled): unknown[] => [
  tx.schoolId,
  claim.accountId,
  claim.fence,
  to.state,
  to.username ?? null,
  to.address ?? null,
  to.externalId ?? null,
  to.adopted ?? false,
  to.reasonCode ?? null,
  to.reason?.slice(0, 1_000) ?? null,
  to.event,
];
