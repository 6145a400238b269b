import { Injectable } from '@nestjs/common';
import type { PersonRole } from '@firstbell/contracts/operation';
import type { StaffMember } from '@firstbell/contracts/people';
import { statement, type Tx } from '@firstbell/platform';

export interface PersonRow {
  id: string;
  name: string;
  account_id: string | null;
  roles: PersonRole[];
  skills: string[];
  language: 'en' | 'es';
  version: number;
}

export interface NewPerson {
  readonly id: string;
  readonly accountId?: string | null;
  readonly sourceId?: string | null;
  readonly givenName: string;
  readonly preferredName?: string | null;
  readonly familyName: string;
  readonly searchName: string;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly badge?: string | null;
  readonly grade?: string | null;
  readonly homeroom?: string | null;
  readonly language: string;
  readonly roles: readonly PersonRole[];
  readonly skills?: readonly string[];
}

const active = statement(
  'person.active',
  `
  SELECT id, display_name AS name, account_id, roles, skills, language, version FROM person WHERE school_id = $1 AND id = $2 AND status = 'active'`,
);

const staffColumns = `p.id, p.display_name AS name, coalesce(a.email, p.email) AS email, p.roles, p.skills, p.status = 'active' AS active,
  coalesce((SELECT array_agg(s.period_id) FROM shift s WHERE s.school_id = p.school_id AND s.person_id = p.id), '{}') AS periods`;

/** As the index ticket_one_open has it. */
const open = `('waiting', 'claimed', 'held', 'escalated')`;

@Injectable()
export class PeopleStore {
  async active(tx: Tx, id: string): Promise<PersonRow | undefined> {
    return tx.first<PersonRow>(active, [tx.schoolId, id]);
  }

  async staff(tx: Tx): Promise<StaffMember[]> {
    return tx.rows<StaffMember>(
      `SELECT ${staffColumns} FROM person p LEFT JOIN account a ON a.id = p.account_id
       WHERE p.school_id = $1 AND p.roles <> ARRAY['student'] AND p.status = 'active' ORDER BY p.display_name`,
      [tx.schoolId],
    );
  }

  async matching(tx: Tx, prefix: string): Promise<StaffMember[]> {
    const escaped = prefix.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
    return tx.rows<StaffMember>(
      `SELECT ${staffColumns} FROM person p LEFT JOIN account a ON a.id = p.account_id
       WHERE p.school_id = $1 AND (p.search_name LIKE $2 OR p.search_name LIKE $3) ORDER BY p.display_name LIMIT 50`,
      [tx.schoolId, `${escaped}%`, `% ${escaped}%`],
    );
  }

  async staffMember(tx: Tx, id: string): Promise<StaffMember | undefined> {
    return tx.first<StaffMember>(
      `SELECT ${staffColumns} FROM person p LEFT JOIN account a ON a.id = p.account_id WHERE p.school_id = $1 AND p.id = $2`,
      [tx.schoolId, id],
    );
  }

  /** Inserts many at once. */
  async insert(tx: Tx, people: readonly NewPerson[]): Promise<void> {
    await tx.rows(
      `INSERT INTO person (school_id, id, account_id, source_id, given_name, preferred_name, family_name, search_name, email, username, badge, grade, homeroom, language, roles, skills)
       SELECT $1, x.id, x."accountId", x."sourceId", x."givenName", x."preferredName", x."familyName", x."searchName", x.email, x.username, x.badge, x.grade, x.homeroom, x.language, x.roles, coalesce(x.skills, '{}')
       FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, "accountId" uuid, "sourceId" text, "givenName" text, "preferredName" text, "familyName" text, "searchName" text,
         email text, username text, badge text, grade text, homeroom text, language text, roles text[], skills text[])`,
      [tx.schoolId, JSON.stringify(people)],
    );
  }

  /** Held until the transaction ends: roles of a school are given and taken one after the other. */
  async lockRoles(tx: Tx): Promise<void> {
    await tx.rows('SELECT 1 FROM school WHERE id = $1 FOR NO KEY UPDATE', [tx.schoolId]);
  }

  /** Answers the person's new version, or undefined when there is no such person. */
  async setRoles(tx: Tx, personId: string, roles: readonly PersonRole[], skills: readonly string[]): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE person SET roles = $3, skills = $4, version = version + 1 WHERE school_id = $1 AND id = $2 AND status = 'active' RETURNING version`,
      [tx.schoolId, personId, roles, skills],
    );
    return row?.version;
  }

  async setPeriods(tx: Tx, personId: string, periodIds: readonly string[]): Promise<void> {
    await tx.rows('DELETE FROM shift WHERE school_id = $1 AND person_id = $2', [tx.schoolId, personId]);
    await tx.rows(
      `INSERT INTO shift (school_id, period_id, person_id) SELECT $1, p.id, $2 FROM period p
       WHERE p.school_id = $1 AND p.id = ANY($3) AND p.removed_at IS NULL`,
      [tx.schoolId, personId, periodIds],
    );
  }

  async setAccount(tx: Tx, personId: string, accountId: string): Promise<void> {
    await tx.rows('UPDATE person SET account_id = $3 WHERE school_id = $1 AND id = $2', [tx.schoolId, personId, accountId]);
  }

  async rosterExceptions(tx: Tx): Promise<{ id: string; typedName: string; raisedAt: string; ticketCode: string | null }[]> {
    const rows = await tx.rows<{ id: string; typed_name: string; raised_at: Date; code: string | null }>(
      `SELECT x.id, x.typed_name, x.raised_at, t.code FROM roster_exception x LEFT JOIN ticket t ON t.school_id = x.school_id AND t.id = x.ticket_id
       WHERE x.school_id = $1 AND x.settled_at IS NULL ORDER BY x.raised_at LIMIT 500`,
      [tx.schoolId],
    );
    return rows.map((row) => ({ id: row.id, typedName: row.typed_name, raisedAt: row.raised_at.toISOString(), ticketCode: row.code }));
  }

  /** Undefined when it was settled already. */
  async settleRosterException(tx: Tx, id: string, personId: string | null): Promise<{ ticketId: string | null } | undefined> {
    return tx.first<{ ticketId: string | null }>(
      `UPDATE roster_exception SET settled_at = now(), person_id = $3 WHERE school_id = $1 AND id = $2 AND settled_at IS NULL
       RETURNING ticket_id AS "ticketId"`,
      [tx.schoolId, id, personId],
    );
  }

  /** A ticket filed under a typed name becomes the person's, unless one of theirs is open for the same problem. */
  async giveTicket(tx: Tx, ticketId: string, personId: string): Promise<{ version: number; deskId: string } | undefined> {
    return tx.first<{ version: number; deskId: string }>(
      `UPDATE ticket t SET person_id = $3, typed_name = NULL, version = t.version + 1 WHERE t.school_id = $1 AND t.id = $2 AND t.person_id IS NULL
         AND NOT (t.state IN ${open} AND EXISTS (
           SELECT 1 FROM ticket o WHERE o.school_id = $1 AND o.person_id = $3 AND o.issue_id = t.issue_id AND o.audience = t.audience
             AND o.state IN ${open}))
       RETURNING t.version, t.desk_id AS "deskId"`,
      [tx.schoolId, ticketId, personId],
    );
  }
}
