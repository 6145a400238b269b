import { Injectable } from '@nestjs/common';
import type { AccountRow, AccountState } from '@firstbell/contracts/directory';
import type { Tx } from '@firstbell/platform';
import type { UsernameFacts } from './username.rules.js';

export interface AccountFilter {
  readonly state?: AccountState | undefined;
  readonly reasonCode?: string | undefined;
  readonly search?: string | undefined;
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const filtered = `
  FROM directory_account a JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id
  LEFT JOIN account_progress g ON g.school_id = a.school_id AND g.account_id = a.id
  WHERE a.school_id = $1 AND ($2::text IS NULL OR a.state = $2) AND ($3::text IS NULL OR a.reason_code = $3)
    AND ($4::text IS NULL OR p.search_name LIKE $4 OR p.search_name LIKE '% ' || $4 OR lower(a.username) LIKE $4)`;

/** Accounts as an administrator sees them. */
@Injectable()
export class AccountsListStore {
  async page(tx: Tx, filter: AccountFilter, { offset, limit }: { offset: number; limit: number }): Promise<AccountRow[]> {
    return tx.rows<AccountRow>(
      `SELECT a.id, a.person_id AS "personId", coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name AS name, p.homeroom, a.state,
         a.username, a.address, a.adopted, a.reason_code AS "reasonCode", a.reason, ${utc('CASE WHEN a.retry_at > now() THEN a.retry_at END')} AS "retryAt",
         a.state = 'ready' AND g.credential_id IS NOT NULL AND g.delivered_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.school_id = a.school_id AND c.id = g.credential_id AND c.to_be_set) AS "waitingPassword", g.delivery, ${utc('g.delivered_at')} AS "deliveredAt"
       ${filtered} ORDER BY p.family_name, p.given_name, a.id OFFSET $5 LIMIT $6`,
      [tx.schoolId, ...valuesOf(filter), offset, limit],
    );
  }

  async count(tx: Tx, filter: AccountFilter): Promise<number> {
    const row = await tx.first<{ count: number }>(`SELECT count(*)::int AS count ${filtered}`, [tx.schoolId, ...valuesOf(filter)]);
    return row?.count ?? 0;
  }

  async states(tx: Tx): Promise<{ state: AccountState; count: number }[]> {
    return tx.rows(`SELECT state, count(*)::int AS count FROM directory_account WHERE school_id = $1 GROUP BY state ORDER BY state`, [
      tx.schoolId,
    ]);
  }

  async reasons(tx: Tx): Promise<{ code: string; state: AccountState; count: number }[]> {
    return tx.rows(
      `SELECT reason_code AS code, state, count(*)::int AS count FROM directory_account
       WHERE school_id = $1 AND reason_code IS NOT NULL GROUP BY 1, 2 ORDER BY count DESC, code`,
      [tx.schoolId],
    );
  }

  /** Students without a name to sign in with, in the order in which a list of the school has them. */
  async studentsToName(tx: Tx): Promise<(UsernameFacts & { name: string; /** Their account was asked for. */ asked: boolean })[]> {
    return tx.rows(
      `SELECT p.given_name AS "givenName", p.preferred_name AS "preferredName", p.family_name AS "familyName", p.grade, p.badge, p.username,
         p.source_id AS "sourceId", coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name AS name,
         a.id IS NOT NULL AS asked
       FROM person p LEFT JOIN directory_account a ON a.school_id = p.school_id AND a.person_id = p.id
       WHERE p.school_id = $1 AND p.status = 'active' AND 'student' = ANY (p.roles) AND a.username IS NULL
       ORDER BY p.family_name, p.given_name, p.id`,
      [tx.schoolId],
    );
  }

  /** Of the students of today, how far the accounts are that were asked for. */
  async progress(tx: Tx): Promise<{ waiting: number; stuck: number; there: number }> {
    const row = await tx.first<{ waiting: number; stuck: number; there: number }>(
      `SELECT count(*) FILTER (WHERE a.state IN ('wanted', 'resume_wanted'))::int AS waiting,
         count(*) FILTER (WHERE a.state IN ('conflict', 'needs_person'))::int AS stuck,
         count(*) FILTER (WHERE a.state IN ('ready', 'suspend_wanted', 'suspended'))::int AS there
       FROM directory_account a JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id
       WHERE a.school_id = $1 AND p.status = 'active' AND 'student' = ANY (p.roles)`,
      [tx.schoolId],
    );
    return row ?? { waiting: 0, stuck: 0, there: 0 };
  }

  async usernames(tx: Tx): Promise<string[]> {
    const rows = await tx.rows<{ username: string }>(
      `SELECT lower(username) AS username FROM directory_account WHERE school_id = $1 AND username IS NOT NULL`,
      [tx.schoolId],
    );
    return rows.map(({ username }) => username);
  }
}

function valuesOf({ state, reasonCode, search }: AccountFilter): (string | null)[] {
  const escaped = search?.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`);
  return [state ?? null, reasonCode ?? null, escaped === undefined || escaped === '' ? null : `${escaped}%`];
}
