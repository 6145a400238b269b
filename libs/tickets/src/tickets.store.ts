import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LineRow } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';
import { lineColumns, lineJoins, toLineRow, type TicketRow } from './ticket-row.js';

/** What a change may write. Names are the columns'. */
export interface TicketPatch {
  state?: TicketRow['state'];
  claimed_by?: string | null;
  claimed_at?: Date | null;
  claim_expires_at?: Date | null;
  on_bench?: boolean;
  claims?: number;
  hold_reason?: string | null;
  hold_until?: string | null;
  escalated_by?: string | null;
  with_coach?: boolean;
  escalation_reason?: string | null;
  escalation_note?: string | null;
  advice?: string | null;
  audience?: string;
  resolved_at?: Date | null;
  resolved_by?: string | null;
  fix?: string | null;
  cancel_reason?: string | null;
  resolutions?: number;
  reopened?: number;
  feedback_token_hash?: Buffer | null;
  first_claimed_at?: Date | null;
}

/* PostgreSQL cuts names at 63 bytes, and lists of columns begin alike; one name must never mean two statements. */
const nameOfUpdate = (columns: readonly string[]): string =>
  `ticket.update.${createHash('sha1').update(columns.join()).digest('base64url')}`;

const byIds = statement('ticket.by_ids', `SELECT ${lineColumns} FROM ticket t ${lineJoins} WHERE t.school_id = $1 AND t.id = ANY($2)`);
const forUpdate = statement(
  'ticket.for_update',
  `SELECT ${lineColumns} FROM ticket t ${lineJoins} WHERE t.school_id = $1 AND t.id = $2 FOR UPDATE OF t`,
);
const firstInLine = statement(
  'ticket.line',
  `
  SELECT ${lineColumns} FROM ticket t ${lineJoins}
  WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state = 'waiting' AND t.audience = ANY($3) ORDER BY t.line_rank, t.id LIMIT $4`,
);
const lineLength = statement(
  'ticket.line_length',
  `
  SELECT count(*)::int AS total FROM ticket WHERE school_id = $1 AND desk_id = $2 AND state = 'waiting' AND audience = ANY($3)`,
);
/* Those in hands first: what was set aside long ago must not push them out. */
const openAtDesk = statement(
  'ticket.open',
  `
  SELECT ${lineColumns} FROM ticket t ${lineJoins}
  WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state IN ('claimed', 'held', 'escalated') AND t.audience = ANY($3)
  ORDER BY t.state = 'claimed' DESC, t.line_rank, t.id LIMIT 500`,
);
const betterOne = statement(
  'ticket.better',
  `
  SELECT 1 FROM ticket t WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state = 'waiting' AND t.audience = 'desk'
    AND (t.skill IS NULL OR t.skill = ANY($3)) AND t.person_id IS DISTINCT FROM $4 AND (t.line_rank, t.id) < ($5, $6::uuid) LIMIT 1`,
);
/* As the index ticket_one_open has it. */
const anotherOpen = statement(
  'ticket.another_open',
  `
  SELECT 1 FROM ticket t WHERE t.school_id = $1 AND t.person_id = $2 AND t.issue_id = $3 AND t.audience = $4 AND t.id <> $5
    AND t.state IN ('waiting', 'claimed', 'held', 'escalated') LIMIT 1`,
);
/*
 * Whatever somebody may come to the desk with: of today, still open, or done as lately as may be rated. Each of the four has an
 * index of its own, so that the years before are not read.
 */
const searched = statement(
  'ticket.search',
  `
  SELECT ${lineColumns} FROM ticket t ${lineJoins}
  WHERE t.school_id = $1 AND t.desk_id = $2 AND t.audience = ANY($4)
    AND (t.day = $3 OR t.state = 'waiting' OR t.state IN ('claimed', 'held', 'escalated') OR t.resolved_at > now() - interval '7 days')
    AND (t.code ILIKE $5 OR coalesce(s.display_name, t.typed_name) ILIKE $5 OR s.search_name LIKE lower($5) OR d.tag ILIKE $5)
  ORDER BY t.day = $3 DESC, t.filed_at DESC LIMIT 50`,
);

/** Reading and changing tickets one at a time, and the lists of the desk. Filing and claiming have stores of their own. */
@Injectable()
export class TicketsStore {
  async rows(tx: Tx, ids: readonly string[]): Promise<TicketRow[]> {
    return ids.length === 0 ? [] : tx.rows<TicketRow>(byIds, [tx.schoolId, [...ids]]);
  }

  async lineRows(tx: Tx, ids: readonly string[]): Promise<LineRow[]> {
    return (await this.rows(tx, ids)).map(toLineRow);
  }

  async row(tx: Tx, id: string): Promise<TicketRow | undefined> {
    return (await this.rows(tx, [id]))[0];
  }

  /** The ticket, locked until the transaction ends, so that two changes come one after the other. */
  async lock(tx: Tx, id: string): Promise<TicketRow | undefined> {
    const ticket = await tx.first<TicketRow>(forUpdate, [tx.schoolId, id]);
    // Who had to wait for the lock gets the ticket as it is now, but joined with its holder of before: none or another.
    const holderIsOfBefore = ticket !== undefined && ticket.claimed_by !== null && ticket.holder_name === null;
    return holderIsOfBefore ? this.row(tx, id) : ticket;
  }

  /** Writes the patch, counts the version up and answers it. */
  async update(tx: Tx, id: string, patch: TicketPatch): Promise<number> {
    const columns = Object.keys(patch);
    const values: unknown[] = Object.values(patch);
    const sets = columns.map((column, index) => `${column} = $${index + 3}`);
    const row = await tx.first<{ version: number }>(
      statement(
        nameOfUpdate(columns),
        `UPDATE ticket SET ${[...sets, 'version = version + 1'].join(', ')} WHERE school_id = $1 AND id = $2 RETURNING version`,
      ),
      [tx.schoolId, id, ...values],
    );
    return row?.version ?? 0;
  }

  /** The first in line, at most `limit`. */
  async line(tx: Tx, deskId: string, audiences: readonly string[], limit: number): Promise<TicketRow[]> {
    return tx.rows<TicketRow>(firstInLine, [tx.schoolId, deskId, audiences, limit]);
  }

  async lineLength(tx: Tx, deskId: string, audiences: readonly string[]): Promise<number> {
    return (await tx.first<{ total: number }>(lineLength, [tx.schoolId, deskId, audiences]))?.total ?? 0;
  }

  async open(tx: Tx, deskId: string, audiences: readonly string[]): Promise<TicketRow[]> {
    return tx.rows<TicketRow>(openAtDesk, [tx.schoolId, deskId, audiences]);
  }

  /** Is there a waiting ticket this person could take that stands before the given one? */
  async hasBetter(tx: Tx, ticket: TicketRow, skills: readonly string[], personId: string): Promise<boolean> {
    return (await tx.first(betterOne, [tx.schoolId, ticket.desk_id, skills, personId, ticket.line_rank, ticket.id])) !== undefined;
  }

  /** Is there an open ticket of the same person, issue and audience beside this one? */
  async hasAnotherOpen(tx: Tx, ticket: TicketRow): Promise<boolean> {
    const { person_id: personId, issue_id: issueId, audience, id } = ticket;
    return personId !== null && (await tx.first(anotherOpen, [tx.schoolId, personId, issueId, audience, id])) !== undefined;
  }

  /** Those of the day first. */
  async search(tx: Tx, deskId: string, day: string, audiences: readonly string[], text: string): Promise<TicketRow[]> {
    const pattern = `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    return tx.rows<TicketRow>(searched, [tx.schoolId, deskId, day, audiences, pattern]);
  }
}
