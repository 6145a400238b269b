import { Injectable } from '@nestjs/common';
import type { DutyRow } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';

export interface DeskRow {
  id: string;
  name: string;
  letter: string;
  version: number;
  frozen_at: Date | null;
  handling_p25: number | null;
  handling_p75: number | null;
}

const one = statement(
  'desk.one',
  'SELECT id, name, letter, version, frozen_at, handling_p25, handling_p75 FROM desk WHERE school_id = $1 AND id = $2',
);

/* One query for everyone on duty, however many there are. */
const onDuty = statement(
  'desk.duty',
  `
  SELECT p.id, p.display_name AS name, p.skills, y.since,
         coalesce(array_agg(t.code ORDER BY t.claimed_at) FILTER (WHERE t.id IS NOT NULL), '{}') AS holding
  FROM duty y JOIN person p ON p.school_id = y.school_id AND p.id = y.person_id
  LEFT JOIN ticket t ON t.school_id = y.school_id AND t.desk_id = y.desk_id AND t.state = 'claimed' AND t.claimed_by = y.person_id AND t.audience = 'desk'
  WHERE y.school_id = $1 AND y.desk_id = $2 AND y.until IS NULL AND ($3::uuid[] IS NULL OR y.person_id = ANY($3))
  GROUP BY p.id, p.display_name, p.skills, y.since ORDER BY y.since`,
);

const freeze = statement(
  'desk.freeze',
  `
  UPDATE desk SET frozen_at = now(), frozen_by = $3, version = version + 1 WHERE school_id = $1 AND id = $2 AND frozen_at IS NULL RETURNING version`,
);

/*
 * Every clock goes on where it stood: holds move by as long as the desk was frozen, a lease by as long as it ran in that time.
 * What a ticket took is reckoned from its first claim, so frozen_seconds has nothing of before.
 */
const thaw = statement(
  'desk.thaw',
  `
  WITH frozen AS (SELECT frozen_at FROM desk WHERE school_id = $1 AND id = $2 AND frozen_at IS NOT NULL FOR UPDATE),
  moved AS (
    UPDATE ticket t SET claim_expires_at = claim_expires_at + (now() - greatest(f.frozen_at, t.claimed_at)), hold_until = hold_until + (now() - f.frozen_at),
           frozen_seconds = frozen_seconds + CASE WHEN t.first_claimed_at IS NULL THEN 0 ELSE extract(epoch FROM now() - greatest(f.frozen_at, t.first_claimed_at))::int END, version = version + 1
    FROM frozen f WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state IN ('waiting', 'claimed', 'held', 'escalated')
    RETURNING t.id, t.version
  ), told AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    SELECT $1, 'ticket.extended', 'ticket', m.id, m.version, $3, jsonb_build_object('deskId', $2::uuid, 'thawed', true) FROM moved m
  )
  UPDATE desk SET frozen_at = NULL, frozen_by = NULL, version = version + 1 FROM frozen WHERE desk.school_id = $1 AND desk.id = $2 RETURNING desk.version`,
);

const tellPeriod = statement(
  'desk.tell_period',
  `
  WITH told AS (UPDATE desk SET bell_at = $2, version = version + 1 WHERE school_id = $1 RETURNING id, version)
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1, 'desk.period_changed', 'desk', id, version, $3, jsonb_build_object('deskId', id) FROM told`,
);

/*
 * A claim's seconds are those from the first claim to the end, without the time the desk was frozen. What staff logged and
 * resolved in one movement says nothing about how long things take.
 */
const seconds = 'extract(epoch FROM t.resolved_at - t.first_claimed_at) - t.frozen_seconds';
const took = `${seconds} AS seconds FROM ticket t`;
const tookTime = `t.first_claimed_at IS NOT NULL AND ${seconds} >= 5`;

const updateStatistics = statement(
  'desk.statistics',
  `
  WITH of_duty AS (
    SELECT l.seconds FROM duty y CROSS JOIN LATERAL (
      SELECT ${took}
      WHERE t.school_id = $1 AND t.resolved_by = y.person_id AND t.resolved_at > now() - interval '14 days' AND ${tookTime}
      ORDER BY t.resolved_at DESC LIMIT 20) l
    WHERE y.school_id = $1 AND y.desk_id = $2 AND y.until IS NULL
  ), of_desk AS (
    SELECT ${took}
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.resolved_at > now() - interval '1 day' AND ${tookTime}
    ORDER BY t.resolved_at DESC LIMIT 60
  ), known AS (
    SELECT count(*) AS n, percentile_cont(0.25) WITHIN GROUP (ORDER BY seconds) AS p25, percentile_cont(0.75) WITHIN GROUP (ORDER BY seconds) AS p75, 1 AS choice
    FROM of_duty
    UNION ALL
    SELECT count(*), percentile_cont(0.25) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.75) WITHIN GROUP (ORDER BY seconds), 2
    FROM of_desk
  ), said AS (
    SELECT (SELECT p25 FROM known WHERE n >= $3 ORDER BY choice LIMIT 1)::int AS p25, (SELECT p75 FROM known WHERE n >= $3 ORDER BY choice LIMIT 1)::int AS p75
  )
  UPDATE desk SET handling_p25 = said.p25, handling_p75 = said.p75, statistics_at = now(), version = version + 1
  FROM said WHERE school_id = $1 AND id = $2 RETURNING version`,
);

@Injectable()
export class DesksStore {
  async row(tx: Tx, deskId: string): Promise<DeskRow | undefined> {
    return tx.first<DeskRow>(one, [tx.schoolId, deskId]);
  }

  /** The id of the school's first desk, which is meant where none is named. */
  async first(tx: Tx): Promise<string | undefined> {
    return (await tx.first<{ id: string }>('SELECT id FROM desk WHERE school_id = $1 ORDER BY letter LIMIT 1', [tx.schoolId]))?.id;
  }

  /** Who is on duty now and what they hold; of `personIds` only, when given. */
  async duty(tx: Tx, deskId: string, personIds: readonly string[] | null = null): Promise<DutyRow[]> {
    const rows = await tx.rows<{ id: string; name: string; skills: string[]; since: Date; holding: string[] }>(onDuty, [
      tx.schoolId,
      deskId,
      personIds,
    ]);
    return rows.map((row) => ({
      person: { id: row.id, name: row.name },
      since: row.since.toISOString(),
      skills: row.skills,
      holding: row.holding,
    }));
  }

  /** Answers the desk's new version, or undefined when it was frozen already. */
  async freeze(tx: Tx, deskId: string, byId: string): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(freeze, [tx.schoolId, deskId, byId]))?.version;
  }

  async thaw(tx: Tx, deskId: string, byId: string): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(thaw, [tx.schoolId, deskId, byId]))?.version;
  }

  /** Every desk of the school, locked until the transaction ends; tickets are filed meanwhile. */
  async lockAll(tx: Tx): Promise<void> {
    await tx.rows('SELECT 1 FROM desk WHERE school_id = $1 ORDER BY id FOR NO KEY UPDATE', [tx.schoolId]);
  }

  /** The screens of every desk learn which period it is now; it is so until `bellAt`. */
  async tellPeriod(tx: Tx, bellAt: Date, actorId: string | null): Promise<void> {
    await tx.rows(tellPeriod, [tx.schoolId, bellAt, actorId]);
  }

  /**
   * How long things take now: the middle half of the last claims of each assistant on duty; of the desk's last day where those
   * are fewer than `samples`, and null where these are, too. Answers the desk's new version.
   */
  async updateStatistics(tx: Tx, deskId: string, samples: number): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(updateStatistics, [tx.schoolId, deskId, samples]))?.version;
  }

  /** Desks whose bell has rung, or that do not know of their next one. */
  async bellHasRung(tx: Tx): Promise<boolean> {
    return (
      (await tx.first('SELECT 1 FROM desk WHERE school_id = $1 AND (bell_at IS NULL OR bell_at <= now()) LIMIT 1', [tx.schoolId])) !==
      undefined
    );
  }
}
