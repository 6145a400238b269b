import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';

const told = (rows: string) => `
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1::uuid, 'account.wanted', 'account', id, version, $2::uuid, jsonb_build_object('personId', person_id, 'planId', plan_id) FROM ${rows}`;

/* Whoever has an account keeps it; a wish that is still open moves to the plan that wished last. */
const want = statement(
  'directory_account.want',
  `
  WITH people AS (
    SELECT p.id AS person_id, x.account_id FROM jsonb_to_recordset($4::jsonb) AS x(account_id uuid, person_id uuid)
    JOIN person p ON p.school_id = $1 AND p.id = x.person_id AND p.status = 'active'
  ), written AS (
    INSERT INTO directory_account (school_id, id, person_id, plan_id, state)
    SELECT $1::uuid, account_id, person_id, $3::uuid, 'wanted' FROM people
    ON CONFLICT (school_id, person_id) DO UPDATE SET plan_id = excluded.plan_id, version = directory_account.version + 1
      WHERE directory_account.plan_id IS DISTINCT FROM excluded.plan_id
    RETURNING id, person_id, plan_id, version, state
  ), events AS (${told(`written WHERE state = 'wanted'`)})
  SELECT count(*) FILTER (WHERE state = 'wanted')::int AS count FROM written`,
);

/* What the directory was asked for already may be there: it is finished without the plan, so that nobody is left half made. */
const cancel = statement(
  'directory_account.cancel',
  `
  WITH mine AS (
    SELECT id FROM directory_account WHERE school_id = $1 AND plan_id = $2 AND state = 'wanted' AND create_sent_at IS NULL
      AND coalesce(lease_until, '-infinity') < now() FOR UPDATE
  ), credentials AS (
    DELETE FROM credential c USING mine WHERE c.school_id = $1 AND c.account_id = mine.id
  ), left_alone AS (
    UPDATE directory_account SET plan_id = NULL, version = version + 1
    WHERE school_id = $1 AND plan_id = $2 AND state <> 'ready' AND id NOT IN (SELECT id FROM mine)
  ) SELECT count(*)::int AS count FROM mine`,
);
const removeCancelled = `
  DELETE FROM directory_account WHERE school_id = $1 AND plan_id = $2 AND state = 'wanted' AND create_sent_at IS NULL
    AND coalesce(lease_until, '-infinity') < now()`;

/*
 * Where somebody else has the name, another one is taken. Whoever has an account already, failed when they left or came
 * back. A plan that is over holds nobody up.
 */
const retry = statement(
  'directory_account.retry',
  `
  WITH again AS (
    UPDATE directory_account a SET attempt = 0, retry_at = NULL, reason_code = NULL, reason = NULL, version = a.version + 1,
      state = CASE WHEN a.state NOT IN ('conflict', 'needs_person') THEN a.state WHEN a.external_id IS NULL THEN 'wanted'
        WHEN p.status = 'removed' THEN 'suspend_wanted' ELSE 'resume_wanted' END,
      taken_names = CASE WHEN a.state = 'conflict' AND a.username IS NOT NULL THEN array_append(a.taken_names, lower(a.username)) ELSE a.taken_names END,
      username = CASE WHEN a.state = 'conflict' THEN NULL ELSE a.username END,
      create_sent_at = CASE WHEN a.state = 'conflict' THEN NULL ELSE a.create_sent_at END,
      plan_id = (SELECT r.id FROM rollout_plan r WHERE r.school_id = a.school_id AND r.id = a.plan_id AND r.state IN ('running', 'paused'))
    FROM person p
    WHERE a.school_id = $1 AND (a.id = ANY ($3::uuid[]) OR a.reason_code = $4) AND p.school_id = a.school_id AND p.id = a.person_id
      AND (a.state IN ('conflict', 'needs_person') OR a.retry_at > now())
    RETURNING a.id, a.person_id, a.plan_id, a.version
  ), events AS (${told('again')})
  SELECT count(*)::int AS count FROM again`,
);

const withoutAccount = `
  SELECT p.id FROM person p WHERE p.school_id = $1 AND p.status = 'active' AND 'student' = ANY (p.roles)
    AND NOT EXISTS (SELECT 1 FROM directory_account a WHERE a.school_id = p.school_id AND a.person_id = p.id)`;

interface Counted {
  readonly count: number;
}

/** Which accounts shall be made, and which no longer. */
@Injectable()
export class AccountsOfPeopleStore {
  async want(
    tx: Tx,
    wish: { planId: string | null; actorId: string | null; accounts: readonly { account_id: string; person_id: string }[] },
  ): Promise<number> {
    return counted(await tx.first<Counted>(want, [tx.schoolId, wish.actorId, wish.planId, JSON.stringify(wish.accounts)]));
  }

  async cancel(tx: Tx, planId: string): Promise<number> {
    const cancelled = counted(await tx.first<Counted>(cancel, [tx.schoolId, planId]));
    await tx.rows(removeCancelled, [tx.schoolId, planId]);
    return cancelled;
  }

  async retry(tx: Tx, which: { accountIds: readonly string[]; reasonCode: string | null; actorId: string | null }): Promise<number> {
    return counted(await tx.first<Counted>(retry, [tx.schoolId, which.actorId, [...which.accountIds], which.reasonCode]));
  }

  async studentsWithout(tx: Tx): Promise<string[]> {
    return (await tx.rows<{ id: string }>(withoutAccount, [tx.schoolId])).map(({ id }) => id);
  }

  async countStudentsWithout(tx: Tx): Promise<number> {
    return counted(await tx.first<Counted>(`SELECT count(*)::int AS count FROM (${withoutAccount}) AS w`, [tx.schoolId]));
  }

  async isSetUp(tx: Tx): Promise<boolean> {
    return (await tx.first('SELECT 1 FROM directory_provider WHERE school_id = $1', [tx.schoolId])) !== undefined;
  }
}

const counted = (row: Counted | undefined): number => row?.count ?? 0;
