import { Injectable } from '@nestjs/common';
import type { Tap } from '@firstbell/contracts/feedback';
import type { TicketState } from '@firstbell/contracts/tickets';
import type { Language, Translated } from '@firstbell/contracts/values';
import { Database, statement, type Tx } from '@firstbell/platform';

/** A ticket as far as rating it goes. `answered`: its latest resolution has been rated. */
export interface RatedTicket {
  id: string;
  desk_id: string;
  /** Null for the name someone new typed. */
  person_id: string | null;
  code: string;
  state: TicketState;
  resolutions: number;
  resolved_by: string | null;
  answered: boolean;
}

export interface FeedbackRow {
  id: string;
  ticket_id: string;
  resolution: number;
  assistant_id: string | null;
  fixed: Tap;
  explained: Tap;
  respected: Tap;
  comment: string | null;
}

const ratedColumns = `
  t.id, t.desk_id, t.person_id, t.code, t.state, t.resolutions, t.resolved_by,
  EXISTS (SELECT 1 FROM feedback f WHERE f.school_id = t.school_id AND f.ticket_id = t.id AND f.resolution = t.resolutions) AS answered`;

const lock = statement('feedback.lock', 'SELECT id FROM ticket WHERE school_id = $1 AND id = $2 FOR UPDATE');

const rated = statement('feedback.ticket', `SELECT ${ratedColumns} FROM ticket t WHERE t.school_id = $1 AND t.id = $2`);

const form = statement(
  'feedback.form',
  `
  SELECT ${ratedColumns}, t.language, i.name AS issue FROM ticket t JOIN issue i ON i.school_id = t.school_id AND i.id = t.issue_id
  WHERE t.school_id = $1 AND t.id = $2`,
);

const insert = statement(
  'feedback.insert',
  `
  INSERT INTO feedback (school_id, id, ticket_id, resolution, assistant_id, fixed, explained, respected, comment)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

const byId = statement(
  'feedback.by_id',
  `
  SELECT id, ticket_id, resolution, assistant_id, fixed, explained, respected, comment FROM feedback WHERE school_id = $1 AND id = $2`,
);

@Injectable()
export class FeedbackStore {
  constructor(private readonly database: Database) {}

  /** Made before the school is known: the hash of a one-time link's secret is the key. */
  async ticketOfLink(tokenHash: Buffer): Promise<{ schoolId: string; ticketId: string } | undefined> {
    const rows: { school_id: string; id: string }[] = await this.database.withoutSchool(
      'SELECT school_id, id FROM ticket_of_feedback_link($1)',
      [tokenHash],
    );
    const row = rows[0];
    return row && { schoolId: row.school_id, ticketId: row.id };
  }

  /** The ticket, locked, so that one resolution is rated once and nobody reopens it in between. */
  async lockTicket(tx: Tx, ticketId: string): Promise<RatedTicket | undefined> {
    await tx.rows(lock, [tx.schoolId, ticketId]);
    // Asked in the same statement it would be seen as before the wait for the lock.
    return this.ticket(tx, ticketId);
  }

  async ticket(tx: Tx, ticketId: string): Promise<RatedTicket | undefined> {
    return tx.first<RatedTicket>(rated, [tx.schoolId, ticketId]);
  }

  async form(tx: Tx, ticketId: string): Promise<(RatedTicket & { language: Language; issue: Translated }) | undefined> {
    return tx.first<RatedTicket & { language: Language; issue: Translated }>(form, [tx.schoolId, ticketId]);
  }

  async insert(tx: Tx, row: FeedbackRow): Promise<void> {
    await tx.rows(insert, [
      tx.schoolId,
      row.id,
      row.ticket_id,
      row.resolution,
      row.assistant_id,
      row.fixed,
      row.explained,
      row.respected,
      row.comment,
    ]);
  }

  async byId(tx: Tx, id: string): Promise<FeedbackRow | undefined> {
    return tx.first<FeedbackRow>(byId, [tx.schoolId, id]);
  }
}
