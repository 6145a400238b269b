import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { mentionsOf, type ErasureFacts, type Identifiers } from './erasure.rules.js';
import { deletedRows, emptied, freeText, placesOfPerson, secretColumns } from './person-places.js';

export interface PersonAtHand extends Omit<ErasureFacts, 'isSelf'> {
  readonly accountId: string | null;
  /** The account the school's own directory goes on having. */
  readonly leftInDirectory: string | null;
  readonly identifiers: Identifiers;
}

interface FactsRow extends Omit<ErasureFacts, 'isSelf'> {
  account_id: string | null;
  given_name: string;
  preferred_name: string | null;
  family_name: string;
  ids: (string | null)[];
  left_in_directory: string | null;
}

const facts = `
  SELECT p.account_id, p.given_name, p.preferred_name, p.family_name,
    ARRAY[p.email, p.username, p.badge, p.source_id, a.email, d.username, d.address, d.external_id] AS ids,
    p.status = 'active' AND p.source_id IS NOT NULL AS "inRoster",
    (SELECT count(*) FROM device WHERE school_id = $1 AND holder_id = p.id)::int AS devices,
    (SELECT count(*) FROM ticket t WHERE t.school_id = $1 AND t.state IN ('waiting', 'claimed', 'held', 'escalated')
      AND (t.person_id = p.id OR t.claimed_by = p.id))::int AS "openTickets",
    coalesce(d.lease_until > now(), false) AS "accountIsBusy",
    CASE WHEN o.kind <> 'built_in' AND (d.state NOT IN ('wanted', 'conflict') OR d.create_sent_at IS NOT NULL) THEN coalesce(d.address, d.username) END AS left_in_directory
  FROM person p LEFT JOIN account a ON a.id = p.account_id
    LEFT JOIN directory_account d ON d.school_id = p.school_id AND d.person_id = p.id
    LEFT JOIN directory_provider o ON o.school_id = p.school_id
  WHERE p.school_id = $1 AND p.id = $2 FOR UPDATE OF p`;

/** Everything about one person, through all tables: the one place where a feature's rows are touched by another. */
@Injectable()
export class PrivacyStore {
  /** Undefined when there is no such person. From here on nobody can file or lend for them. */
  async lock(tx: Tx, personId: string): Promise<PersonAtHand | undefined> {
    const row = await tx.first<FactsRow & Record<string, unknown>>(facts, [tx.schoolId, personId]);
    if (row === undefined) return undefined;
    return {
      inRoster: row.inRoster,
      devices: row.devices,
      openTickets: row.openTickets,
      accountIsBusy: row.accountIsBusy,
      accountId: row.account_id,
      leftInDirectory: row.left_in_directory,
      identifiers: { givenName: row.given_name, preferredName: row.preferred_name, familyName: row.family_name, ids: row.ids },
    };
  }

  /** Id of the person with this e-mail address, badge, user name or id of the roster; undefined unless it is exactly one. */
  async find(tx: Tx, said: string): Promise<string | undefined> {
    const found = await tx.rows<{ id: string }>(
      `SELECT id FROM person WHERE school_id = $1 AND (lower(email) = lower($2) OR badge = $2 OR lower(username) = lower($2) OR source_id = $2 OR id::text = $2)`,
      [tx.schoolId, said],
    );
    return found.length === 1 ? found[0]?.id : undefined;
  }

  /** Rows about the person by table, without secrets. */
  async everything(tx: Tx, personId: string): Promise<Record<string, Record<string, unknown>[]>> {
    const found: Record<string, Record<string, unknown>[]> = {};
    for (const [table, where] of Object.entries(placesOfPerson)) {
      const rows = await tx.rows<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) - $3::text[] AS row FROM ${table} t WHERE ${where}`,
        [tx.schoolId, personId, [...secretColumns]],
      );
      if (rows.length > 0) found[table] = rows.map(({ row }) => row);
    }
    return found;
  }

  /** Answers the version of what is left of the person. */
  async erase(tx: Tx, personId: string, person: PersonAtHand): Promise<number> {
    const them = [tx.schoolId, personId];
    // Free text is looked through in every row of the school, which takes its time.
    await tx.mayTake(24 * 60);
    for (const table of deletedRows) await tx.rows(`DELETE FROM ${table} WHERE ${placesOfPerson[table]}`, them);
    for (const [table, values] of Object.entries(emptied) as [keyof typeof emptied, string][])
      await tx.rows(`UPDATE ${table} SET ${values} WHERE ${placesOfPerson[table]}`, them);
    await tx.rows('DELETE FROM account WHERE id = $1 AND NOT belongs_to_somebody(id)', [person.accountId]);
    await this.eraseMentions(tx, person.identifiers);
    const left = await tx.first<{ version: number }>('SELECT version FROM person WHERE school_id = $1 AND id = $2', them);
    return left?.version ?? 0;
  }

  private async eraseMentions(tx: Tx, identifiers: Identifiers): Promise<void> {
    const pattern = mentionsOf(identifiers);
    if (pattern === null) return;
    for (const [table, columns] of Object.entries(freeText)) {
      const texts = columns.map((column) => {
        const [name = '', type = 'text'] = column.split('::');
        return { name, type };
      });
      const without = texts.map(({ name, type }) => `${name} = regexp_replace(${name}::text, $2, '[erased]', 'gi')::${type}`);
      const mentioned = texts.map(({ name }) => `${name}::text ~* $2`);
      await tx.rows(`UPDATE ${table} SET ${without.join(', ')} WHERE school_id = $1 AND (${mentioned.join(' OR ')})`, [
        tx.schoolId,
        pattern,
      ]);
    }
    await tx.rows(
      `UPDATE directory_account SET taken_names = ARRAY(SELECT name FROM unnest(taken_names) AS name WHERE name !~* $2)
       WHERE school_id = $1 AND array_to_string(taken_names, ' ') ~* $2`,
      [tx.schoolId, pattern],
    );
  }
}
