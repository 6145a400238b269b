import { Injectable } from '@nestjs/common';
import type { Audience } from '@firstbell/contracts/issues';
import type { TicketState } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';
import { somebodyQualifies } from './somebody-qualifies.js';
import { countedPlaces } from './line.rules.js';

export interface Filing {
  readonly id: string;
  readonly deskId: string;
  readonly issueId: string;
  readonly day: string;
  readonly personId: string | null;
  readonly typedName: string | null;
  readonly deviceId: string | null;
  readonly description: string | null;
  readonly language: string;
  readonly secondsAgo: number;
  readonly state: TicketState;
  readonly holdReason: string | null;
  /** Coach only, whatever the issue says. */
  readonly isPrivate: boolean;
  readonly filedBy: string;
  readonly hash: string;
  /** From a block a kiosk reserved; null takes the next one. */
  readonly number: number | null;
}

export interface FiledRow {
  id: string;
  code: string;
  state: TicketState;
  version: number;
  audience: Audience;
  ahead: number;
  p25: number | null;
  p75: number | null;
  on_duty: number;
  /** Those in which anybody has a shift; null while somebody is on duty. */
  shift_periods: string[] | null;
  skill: string | null;
  /** Somebody on duty may take it. */
  qualified: boolean;
}

/** Who is on duty at a desk, as `d.on_duty`. */
const onDutyAt = (deskId: string): string =>
  `(SELECT count(*)::int AS on_duty FROM duty y WHERE y.school_id = $1 AND y.desk_id = ${deskId} AND y.until IS NULL) d`;

/** Read with the filing: a crowd that files before anybody is there would ask for it one by one. */
const shiftPeriods = `
  CASE WHEN d.on_duty = 0 THEN ARRAY(SELECT DISTINCT s.period_id FROM shift s JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id
    WHERE s.school_id = $1 AND p.status = 'active') END AS shift_periods`;

/** Seconds of head start by priority, kept in step with `headStartSeconds` by a test. */
export const headStartSql = `CASE i.priority WHEN 'urgent' THEN 3600 WHEN 'high' THEN 1800 WHEN 'low' THEN -900 ELSE 0 END`;

/**
 * The number after which a desk's day begins: the highest by which a ticket of an earlier day still goes, so that no code is called
 * out for two. Looked up by the first of the day alone, since a day that is being counted goes on where it stands. In two halves,
 * because each has an index of its own.
 */
const daysStart = ({ deskId, day }: { deskId: string; day: string }): string => {
  const highest = (states: string) =>
    `(SELECT max(e.number) FROM ticket e WHERE e.school_id = $1 AND e.desk_id = ${deskId} AND e.state IN (${states}) AND e.day < ${day})`;
  return `CASE WHEN EXISTS (SELECT 1 FROM ticket_code_counter r WHERE r.school_id = $1 AND r.desk_id = ${deskId} AND r.day = ${day}) THEN 0
               ELSE greatest(0, ${highest(`'waiting'`)}, ${highest(`'claimed', 'held', 'escalated'`)}) END`;
};

/*
 * One statement: code from the day's counter, ticket, event, place. It writes nothing, and answers nothing, when the
 * id is known, or issue, desk, person or device do not allow it; `FilingService` then finds out why. With $18 it writes
 * only what the desk may see and somebody on duty may take.
 */
export const fileTicketStatement = statement(
  'ticket.file',
  `
  WITH allowed AS MATERIALIZED (
    SELECT k.id AS desk_id, k.letter, k.handling_p25, k.handling_p75, i.id AS issue_id, i.priority, i.skill,
           CASE WHEN $12 THEN 'coach' ELSE i.audience END AS audience,
           now() - make_interval(secs => $10) AS filed_at,
           now() - make_interval(secs => $10 + ${headStartSql}) AS line_rank, q.qualified
    FROM desk k JOIN issue i ON i.school_id = k.school_id AND i.id = $4 AND i.active
    CROSS JOIN LATERAL (SELECT ${somebodyQualifies({ skill: 'i.skill', schoolId: '$1', deskId: 'k.id', personId: '$6::uuid' })} AS qualified) q
    WHERE k.school_id = $1 AND k.id = $3
      AND NOT ($18 AND ($12 OR i.audience <> 'desk' OR NOT q.qualified))
      AND ($6::uuid IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.school_id = $1 AND p.id = $6 AND p.status = 'active'))
      AND ($8::uuid IS NULL OR EXISTS (SELECT 1 FROM device v WHERE v.school_id = $1 AND v.id = $8 AND v.state IN ('in_use', 'spare')))
      AND NOT EXISTS (SELECT 1 FROM ticket x WHERE x.school_id = $1 AND x.id = $2)
  ), counted AS (
    INSERT INTO ticket_code_counter AS c (school_id, desk_id, day, last)
    SELECT $1, a.desk_id, $5::date, ${daysStart({ deskId: 'a.desk_id', day: '$5::date' })} + 1 FROM allowed a WHERE $16::int IS NULL
    ON CONFLICT (school_id, desk_id, day) DO UPDATE SET last = c.last + 1 RETURNING last
  ), filed AS (
    INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, person_id, typed_name, device_id, description, language, priority, audience,
                        skill, state, hold_reason, filed_at, filed_by, filing_hash, line_rank)
    SELECT $1, $2, a.desk_id, $5::date, n.number, a.letter || '-' || n.number, a.issue_id, $6, $7, $8, $9, $11, a.priority, a.audience,
           a.skill, $13, $14, a.filed_at, $15, $17, a.line_rank
    FROM allowed a, (SELECT coalesce($16::int, (SELECT last FROM counted)) AS number) n
    RETURNING id, code, state, version, audience, desk_id, line_rank
  ), logged AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    SELECT $1, 'ticket.filed', 'ticket', f.id, f.version, $15, jsonb_build_object('deskId', f.desk_id) FROM filed f
  )
  SELECT f.id, f.code, f.state, f.version, f.audience, a.skill, a.qualified, a.handling_p25 AS p25, a.handling_p75 AS p75,
         d.on_duty, ${shiftPeriods},
         (SELECT count(*)::int FROM (SELECT 1 FROM ticket w WHERE w.school_id = $1 AND w.desk_id = f.desk_id AND w.state = 'waiting' AND w.audience = 'desk'
            AND w.line_rank <= f.line_rank LIMIT ${countedPlaces}) w) AS ahead
  FROM filed f CROSS JOIN allowed a CROSS JOIN LATERAL ${onDutyAt('f.desk_id')}`,
);

/** $1 to $18 of `fileTicketStatement`. `forDeskOnly`: what the coach has to hear of is not written. */
export const filingValues = (schoolId: string, filing: Filing, forDeskOnly: boolean): unknown[] => [
  schoolId,
  filing.id,
  filing.deskId,
  filing.issueId,
  filing.day,
  filing.personId,
  filing.typedName,
  filing.deviceId,
  filing.description,
  filing.secondsAgo,
  filing.language,
  filing.isPrivate,
  filing.state,
  filing.holdReason,
  filing.filedBy,
  filing.number,
  filing.hash,
  forDeskOnly,
];

const placed = statement(
  'ticket.placed',
  `
  SELECT t.id, t.code, t.state, t.version, t.audience, t.filing_hash, t.skill,
         ${somebodyQualifies({ skill: 't.skill', schoolId: '$1', deskId: 't.desk_id', personId: 't.person_id' })} AS qualified, k.handling_p25 AS p25, k.handling_p75 AS p75,
         d.on_duty, ${shiftPeriods},
         (SELECT count(*)::int FROM (SELECT 1 FROM ticket w WHERE w.school_id = $1 AND w.desk_id = t.desk_id AND w.state = 'waiting' AND w.audience = 'desk'
            AND (w.line_rank, w.id) < (t.line_rank, t.id) LIMIT ${countedPlaces}) w) AS ahead
  FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id CROSS JOIN LATERAL ${onDutyAt('t.desk_id')}
  WHERE t.school_id = $1 AND t.id = $2`,
);

const obstacles = statement(
  'ticket.obstacles',
  `
  SELECT EXISTS (SELECT 1 FROM desk WHERE school_id = $1 AND id = $2) AS desk,
         EXISTS (SELECT 1 FROM issue WHERE school_id = $1 AND id = $3 AND active) AS issue,
         EXISTS (SELECT 1 FROM person WHERE school_id = $1 AND id = $4 AND status = 'active') AS person,
         (SELECT state FROM device WHERE school_id = $1 AND id = $5) AS device_state`,
);

export interface Obstacles {
  desk: boolean;
  issue: boolean;
  person: boolean;
  device_state: string | null;
}

@Injectable()
export class FilingStore {
  async insert(tx: Tx, filing: Filing): Promise<FiledRow | undefined> {
    return tx.first<FiledRow>(fileTicketStatement, filingValues(tx.schoolId, filing, false));
  }

  /** The same as all that the transaction does, for a ticket of the desk; nothing is written of one the coach has to hear of. */
  async insertForDesk(tx: Tx, filing: Filing): Promise<FiledRow | undefined> {
    return tx.last<FiledRow>(fileTicketStatement, filingValues(tx.schoolId, filing, true));
  }

  /** A ticket with its place now. */
  async placed(tx: Tx, id: string): Promise<(FiledRow & { filing_hash: string }) | undefined> {
    return tx.first<FiledRow & { filing_hash: string }>(placed, [tx.schoolId, id]);
  }

  async obstacles(tx: Tx, filing: Filing): Promise<Obstacles | undefined> {
    return tx.first<Obstacles>(obstacles, [tx.schoolId, filing.deskId, filing.issueId, filing.personId, filing.deviceId]);
  }

  /** The periods in which somebody of this skill has a shift. */
  async periodsOfTrained(tx: Tx, skill: string): Promise<string[]> {
    const rows = await tx.rows<{ period_id: string }>(
      `SELECT DISTINCT s.period_id FROM shift s JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id
       WHERE s.school_id = $1 AND p.status = 'active' AND $2 = ANY(p.skills)`,
      [tx.schoolId, skill],
    );
    return rows.map((row) => row.period_id);
  }

  /** Of the audience a filing for this issue has, which is the coach when it is private whatever the issue says. */
  async openTicketCode(tx: Tx, personId: string, issueId: string, isPrivate: boolean): Promise<string | undefined> {
    const row = await tx.first<{ code: string }>(
      `SELECT t.code FROM ticket t JOIN issue i ON i.school_id = t.school_id AND i.id = t.issue_id
       WHERE t.school_id = $1 AND t.person_id = $2 AND t.issue_id = $3 AND t.state IN ('waiting', 'claimed', 'held', 'escalated')
         AND t.audience = CASE WHEN $4 THEN 'coach' ELSE i.audience END`,
      [tx.schoolId, personId, issueId, isPrivate],
    );
    return row?.code;
  }

  async raiseRosterException(tx: Tx, exception: { id: string; typedName: string; ticketId: string }): Promise<void> {
    await tx.rows('INSERT INTO roster_exception (school_id, id, typed_name, ticket_id) VALUES ($1, $2, $3, $4)', [
      tx.schoolId,
      exception.id,
      exception.typedName,
      exception.ticketId,
    ]);
  }

  /** Sets numbers of the day aside for a kiosk; a repeated request gets the same block. */
  async reserve(
    tx: Tx,
    block: { id: string; stationId: string; deskId: string; day: string; count: number },
  ): Promise<{ first: number; last: number; letter: string } | undefined> {
    return tx.first(
      `WITH counted AS (
         INSERT INTO ticket_code_counter AS c (school_id, desk_id, day, last) SELECT $1, $3, $4::date, ${daysStart({ deskId: '$3::uuid', day: '$4::date' })} + $5
         ON CONFLICT (school_id, desk_id, day) DO UPDATE SET last = c.last + $5 RETURNING last
       ), kept AS (
         INSERT INTO reserved_codes (school_id, id, station_id, desk_id, day, first, last) SELECT $1, $2, $6, $3, $4, last - $5 + 1, last FROM counted RETURNING first, last
       ) SELECT kept.first, kept.last, k.letter FROM kept JOIN desk k ON k.school_id = $1 AND k.id = $3`,
      [tx.schoolId, block.id, block.deskId, block.day, block.count, block.stationId],
    );
  }

  async reserved(tx: Tx, id: string): Promise<{ first: number; last: number; letter: string; day: string } | undefined> {
    return tx.first(
      `SELECT r.first, r.last, r.day::text AS day, k.letter FROM reserved_codes r JOIN desk k ON k.school_id = r.school_id AND k.id = r.desk_id WHERE r.school_id = $1 AND r.id = $2`,
      [tx.schoolId, id],
    );
  }

  /**
   * The day for which this station reserved the number, looking back a week. Where nobody says which day it was, the last one
   * up to the day of filing: blocks of two days may hold the same numbers, and a block is used on its own day only.
   */
  async dayOfReservedNumber(
    tx: Tx,
    code: { stationId: string; number: number; day: string | null },
    { today, filedOn }: { today: string; filedOn: string },
  ): Promise<string | undefined> {
    const row = await tx.first<{ day: string }>(
      `SELECT day::text AS day FROM reserved_codes
       WHERE school_id = $1 AND station_id = $2 AND $3 BETWEEN first AND last AND day >= $5::date - 7 AND ($4::date IS NULL OR day = $4::date)
       ORDER BY day > $6::date, abs(day - $6::date) LIMIT 1`,
      [tx.schoolId, code.stationId, code.number, code.day, today, filedOn],
    );
    return row?.day;
  }

  async letterOf(tx: Tx, deskId: string): Promise<string | undefined> {
    return (await tx.first<{ letter: string }>('SELECT letter FROM desk WHERE school_id = $1 AND id = $2', [tx.schoolId, deskId]))?.letter;
  }
}
