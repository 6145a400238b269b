import { Injectable } from '@nestjs/common';
import type { Audience } from '@firstbell/contracts/issues';
import { statement, type Tx } from '@firstbell/platform';
import { lineColumns, lineJoins, type TicketRow } from './ticket-row.js';
import type { RunningClaim } from './ticket.rules.js';

/*
 * Two who press at the same instant get two different tickets: each locks the best row nobody else is locking.
 * $4 skills held ($5: needs none of them), $6 lease end.
 */
export const claimNextStatement = statement(
  'ticket.claim_next',
  `
  WITH best AS (
    SELECT t.id FROM ticket t
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state = 'waiting' AND t.audience = 'desk'
      AND ($5 OR t.skill IS NULL OR t.skill = ANY($4)) AND t.person_id IS DISTINCT FROM $3
      AND NOT EXISTS (SELECT 1 FROM desk k WHERE k.school_id = $1 AND k.id = $2 AND k.frozen_at IS NOT NULL)
    ORDER BY t.line_rank, t.id LIMIT 1 FOR UPDATE OF t SKIP LOCKED
  ), t AS (
    UPDATE ticket SET state = 'claimed', claimed_by = $3, claimed_at = now(), claim_expires_at = $6, on_bench = false, claims = claims + 1,
           first_claimed_at = coalesce(first_claimed_at, now()), version = version + 1
    FROM best WHERE ticket.school_id = $1 AND ticket.id = best.id
    RETURNING ticket.*
  ), logged AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, request_id, data)
    SELECT $1, 'ticket.claimed', 'ticket', t.id, t.version, $3, $7, jsonb_build_object('deskId', t.desk_id) FROM t
  )
  SELECT ${lineColumns} FROM t ${lineJoins}`,
);

const lapsed = statement(
  'ticket.expire',
  `
  WITH over AS (
    SELECT t.id, t.claimed_by FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state = 'claimed' AND t.claim_expires_at < now() AND k.frozen_at IS NULL
    FOR UPDATE OF t SKIP LOCKED
  ), t AS (
    UPDATE ticket SET state = CASE WHEN with_coach THEN 'escalated' ELSE 'waiting' END, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL, on_bench = false, version = version + 1
    FROM over WHERE ticket.school_id = $1 AND ticket.id = over.id
    RETURNING ticket.id, ticket.version, ticket.audience, ticket.claims, ticket.resolutions, over.claimed_by
  ), logged AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    SELECT $1, 'ticket.lease_expired', 'ticket', t.id, t.version, NULL, jsonb_build_object('deskId', $2::uuid, 'holderId', t.claimed_by) FROM t
  )
  SELECT * FROM t`,
);

const beyond = statement(
  'ticket.beyond',
  `
  SELECT count(*)::int AS count FROM (SELECT 1 FROM ticket WHERE school_id = $1 AND desk_id = $2 AND state = 'waiting' AND audience = 'desk'
    AND skill IS NOT NULL AND NOT skill = ANY($3) LIMIT 100) t`,
);

const running = statement(
  'ticket.running',
  `
  SELECT id, claimed_at, claim_expires_at FROM ticket WHERE school_id = $1 AND state = 'claimed' AND claim_expires_at IS NOT NULL ORDER BY id FOR UPDATE`,
);

const moveEnds = statement(
  'ticket.move_ends',
  `
  WITH t AS (
    UPDATE ticket SET claim_expires_at = x."expiresAt", version = version + 1
    FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, "expiresAt" timestamptz) WHERE ticket.school_id = $1 AND ticket.id = x.id
    RETURNING ticket.id, ticket.desk_id, ticket.version
  )
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1, 'ticket.extended', 'ticket', t.id, t.version, $3, jsonb_build_object('deskId', t.desk_id, 'bell', true) FROM t`,
);

/** A ticket whose claim has just run out; `claimed_by` had it. */
export interface LapsedRow {
  id: string;
  version: number;
  audience: Audience;
  claims: number;
  resolutions: number;
  claimed_by: string;
}

export interface ClaimNext {
  readonly deskId: string;
  readonly personId: string;
  readonly skills: readonly string[];
  /** Needs none of the skills. */
  readonly anySkill: boolean;
  readonly until: Date;
  readonly requestId: string;
}

/** $1 to $7 of `claimNextStatement`. */
export const claimNextValues = (schoolId: string, claim: ClaimNext): unknown[] => [
  schoolId,
  claim.deskId,
  claim.personId,
  claim.skills,
  claim.anySkill,
  claim.until,
  claim.requestId,
];

@Injectable()
export class ClaimsStore {
  async next(tx: Tx, claim: ClaimNext): Promise<TicketRow | undefined> {
    return tx.first<TicketRow>(claimNextStatement, claimNextValues(tx.schoolId, claim));
  }

  /** Waiting tickets that need a certificate outside `skills`, counted up to 100. */
  async beyondTraining(tx: Tx, deskId: string, skills: readonly string[]): Promise<number> {
    return (await tx.first<{ count: number }>(beyond, [tx.schoolId, deskId, skills]))?.count ?? 0;
  }

  /** Every claim of the school that runs out some time, locked. */
  async running(tx: Tx): Promise<(RunningClaim & { readonly id: string })[]> {
    const rows = await tx.rows<{ id: string; claimed_at: Date; claim_expires_at: Date }>(running, [tx.schoolId]);
    return rows.map((row) => ({ id: row.id, claimedAt: row.claimed_at, expiresAt: row.claim_expires_at }));
  }

  /** The claims run out then instead, each with its event. */
  async moveEnds(tx: Tx, ends: readonly { readonly id: string; readonly expiresAt: Date }[], actorId: string): Promise<void> {
    await tx.rows(moveEnds, [tx.schoolId, JSON.stringify(ends), actorId]);
  }

  /** Claims whose lease has run out go back to their place, or to the coach, in one statement with their events. */
  async expire(tx: Tx, deskId: string): Promise<LapsedRow[]> {
    return tx.rows<LapsedRow>(lapsed, [tx.schoolId, deskId]);
  }
}
