import { Injectable } from '@nestjs/common';
import type { TicketDetail } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';

const texts = statement('ticket.texts', 'SELECT description, fix, escalation_note, advice FROM ticket WHERE school_id = $1 AND id = $2');
const notes = statement(
  'ticket.notes',
  `
  SELECT n.id, p.display_name AS by, n.at, n.body FROM ticket_note n JOIN person p ON p.school_id = n.school_id AND p.id = n.by_id
  WHERE n.school_id = $1 AND n.ticket_id = $2 ORDER BY n.at`,
);
const history = statement(
  'ticket.history',
  `
  SELECT e.at, e.type, p.display_name AS by, e.data->>'reason' AS text FROM event e LEFT JOIN person p ON p.school_id = e.school_id AND p.id = e.actor_id
  WHERE e.school_id = $1 AND e.subject_id = $2 ORDER BY e.id`,
);
const earlier = statement(
  'ticket.earlier',
  `
  SELECT t.code, t.issue_id AS "issueId", t.filed_at, t.state, t.fix FROM ticket t
  WHERE t.school_id = $1 AND t.person_id = $2 AND t.id <> $3 AND t.audience = 'desk' ORDER BY t.filed_at DESC LIMIT 10`,
);

/** What is known about one ticket beyond its row. */
@Injectable()
export class TicketHistoryStore {
  async texts(tx: Tx, ticketId: string): Promise<Pick<TicketDetail, 'description' | 'fix' | 'advice' | 'escalationNote'>> {
    const row = await tx.first<{ description: string | null; fix: string | null; escalation_note: string | null; advice: string | null }>(
      texts,
      [tx.schoolId, ticketId],
    );
    return {
      description: row?.description ?? null,
      fix: row?.fix ?? null,
      escalationNote: row?.escalation_note ?? null,
      advice: row?.advice ?? null,
    };
  }

  async notes(tx: Tx, ticketId: string): Promise<TicketDetail['notes']> {
    const rows = await tx.rows<{ id: string; by: string; at: Date; body: string }>(notes, [tx.schoolId, ticketId]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  async history(tx: Tx, ticketId: string): Promise<TicketDetail['history']> {
    const rows = await tx.rows<{ at: Date; type: string; by: string | null; text: string | null }>(history, [tx.schoolId, ticketId]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  async earlier(tx: Tx, personId: string, butNot: string): Promise<TicketDetail['earlier']> {
    const rows = await tx.rows<{
      code: string;
      issueId: string;
      filed_at: Date;
      state: TicketDetail['earlier'][number]['state'];
      fix: string | null;
    }>(earlier, [tx.schoolId, personId, butNot]);
    return rows.map(({ filed_at, ...row }) => ({ ...row, filedAt: filed_at.toISOString() }));
  }

  /** False when a note with this id is there already. */
  async addNote(tx: Tx, note: { id: string; ticketId: string; byId: string; body: string }): Promise<boolean> {
    const rows = await tx.rows(
      'INSERT INTO ticket_note (school_id, id, ticket_id, by_id, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (school_id, id) DO NOTHING RETURNING id',
      [tx.schoolId, note.id, note.ticketId, note.byId, note.body],
    );
    return rows.length > 0;
  }
}
