import { Injectable } from '@nestjs/common';
import type { CoachNote, ReviewReason } from '@firstbell/contracts/feedback';
import { statement, type Tx } from '@firstbell/platform';
import { mayNameTicket } from './coach-notes.rules.js';

export interface NewCoachNote {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reviewId: string | null;
  readonly body: string;
}

interface Row {
  id: string;
  version: number;
  to_id: string;
  to_name: string;
  from_id: string;
  from_name: string;
  at: Date;
  body: string;
  read_at: Date | null;
  reply: string | null;
  replied_at: Date | null;
  review_id: string | null;
  reason: ReviewReason | null;
  assistant_id: string | null;
  code: string | null;
  rated: boolean;
}

const noteColumns = `
  n.id, n.version, n.to_id, t.display_name AS to_name, n.from_id, f.display_name AS from_name, n.at, n.body, n.read_at, n.reply, n.replied_at,
  n.review_id, r.reason, r.assistant_id, k.code,
  EXISTS (SELECT 1 FROM feedback b WHERE b.school_id = r.school_id AND b.ticket_id = r.ticket_id AND b.at <= n.at) AS rated`;
const noteJoins = `
  JOIN person t ON t.school_id = n.school_id AND t.id = n.to_id
  JOIN person f ON f.school_id = n.school_id AND f.id = n.from_id
  LEFT JOIN review r ON r.school_id = n.school_id AND r.id = n.review_id
  LEFT JOIN ticket k ON k.school_id = r.school_id AND k.id = r.ticket_id`;

/** Notes one page shows at most; older ones stay in the database. */
const shown = 200;

const byIds = statement(
  'coach_note.by_ids',
  `SELECT ${noteColumns} FROM coach_note n ${noteJoins} WHERE n.school_id = $1 AND n.id = ANY($2)`,
);
const ofPerson = statement(
  'coach_note.of_person',
  `
  SELECT ${noteColumns} FROM coach_note n ${noteJoins}
  WHERE n.school_id = $1 AND (n.from_id = $2 OR n.to_id = $2) ORDER BY n.at DESC, n.id LIMIT ${shown}`,
);
const insert = statement(
  'coach_note.insert',
  `
  INSERT INTO coach_note (school_id, id, from_id, to_id, review_id, body) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (school_id, id) DO NOTHING RETURNING version`,
);
const read = statement(
  'coach_note.read',
  `
  UPDATE coach_note SET read_at = now(), version = version + 1 WHERE school_id = $1 AND id = $2 AND read_at IS NULL RETURNING version`,
);
const answer = statement(
  'coach_note.answer',
  `
  UPDATE coach_note SET reply = $3, replied_at = now(), read_at = coalesce(read_at, now()), version = version + 1
  WHERE school_id = $1 AND id = $2 AND reply IS NULL RETURNING version`,
);

@Injectable()
export class CoachNotesStore {
  /** The same row for coach and assistant, so that what the one may not see never depends on where it is shown. */
  async rows(tx: Tx, ids: readonly string[]): Promise<CoachNote[]> {
    return ids.length === 0 ? [] : (await tx.rows<Row>(byIds, [tx.schoolId, [...ids]])).map(toCoachNote);
  }

  async row(tx: Tx, id: string): Promise<CoachNote | undefined> {
    return (await this.rows(tx, [id]))[0];
  }

  /** Written by or to this person, newest first. */
  async ofPerson(tx: Tx, personId: string): Promise<CoachNote[]> {
    return (await tx.rows<Row>(ofPerson, [tx.schoolId, personId])).map(toCoachNote);
  }

  /** Of these two, who works here and may get notes, and which review is this school's. */
  async known(tx: Tx, toId: string, reviewId: string | null): Promise<{ assistant: boolean; review: boolean }> {
    const row = await tx.first<{ assistant: boolean; review: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM person WHERE school_id = $1 AND id = $2 AND status = 'active' AND 'assistant' = ANY(roles)) AS assistant,
              $3::uuid IS NULL OR EXISTS (SELECT 1 FROM review WHERE school_id = $1 AND id = $3) AS review`,
      [tx.schoolId, toId, reviewId],
    );
    return row ?? { assistant: false, review: false };
  }

  /** Undefined when the id is taken, by this note sent before or by another. */
  async insert(tx: Tx, note: NewCoachNote): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(insert, [tx.schoolId, note.id, note.fromId, note.toId, note.reviewId, note.body]))?.version;
  }

  async reviewOf(tx: Tx, id: string): Promise<string | null> {
    return (
      (await tx.first<{ review_id: string | null }>('SELECT review_id FROM coach_note WHERE school_id = $1 AND id = $2', [tx.schoolId, id]))
        ?.review_id ?? null
    );
  }

  /** Answers the new version, or undefined when it was read before. */
  async markRead(tx: Tx, id: string): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(read, [tx.schoolId, id]))?.version;
  }

  /** Answers the new version, or undefined when it was answered before. */
  async answer(tx: Tx, id: string, reply: string): Promise<number | undefined> {
    return (await tx.first<{ version: number }>(answer, [tx.schoolId, id, reply]))?.version;
  }
}

function toCoachNote(row: Row): CoachNote {
  const named = row.reason !== null && mayNameTicket({ reason: row.reason, assistantId: row.assistant_id, rated: row.rated }, row.to_id);
  return {
    id: row.id,
    version: row.version,
    to: { id: row.to_id, name: row.to_name },
    from: { id: row.from_id, name: row.from_name },
    at: row.at.toISOString(),
    body: row.body,
    ticketCode: named ? row.code : null,
    readAt: row.read_at?.toISOString() ?? null,
    reply: row.reply,
    repliedAt: row.replied_at?.toISOString() ?? null,
  };
}
