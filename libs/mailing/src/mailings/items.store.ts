import { Injectable } from '@nestjs/common';
import type { MailItemState, MailReason } from '@firstbell/contracts/mailing';
import { statement, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { firstState, isMailAddress, messageIdOf } from './mailing.rules.js';
import { addressSql, credentialAddressSql } from './person-fields.sql.js';

export interface NewItem {
  readonly personId: string;
  readonly address: string | null;
  readonly credentialId?: string;
}

export interface ItemRow {
  readonly id: string;
  readonly mailing_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly grade: string | null;
  readonly homeroom: string | null;
  readonly address: string | null;
  readonly credential_id: string | null;
  readonly state: MailItemState;
  readonly reason_code: MailReason | null;
  readonly reason: string | null;
  readonly sent_at: Date | null;
  readonly retry_at: Date | null;
  readonly version: number;
}

const columns = `i.id, i.mailing_id, i.person_id, p.display_name AS name, p.grade, p.homeroom, i.address, i.credential_id, i.state, i.reason_code, i.reason,
  i.sent_at, i.retry_at, i.version`;
const matching = `FROM mail_item i JOIN person p ON p.school_id = i.school_id AND p.id = i.person_id
  WHERE i.school_id = $1 AND i.mailing_id = $2 AND ($3::text IS NULL OR i.state = $3)
    AND ($4 = '' OR p.search_name LIKE $4 || '%' OR p.search_name LIKE '% ' || $4 || '%' OR lower(i.address) LIKE '%' || $4 || '%')`;

/** What needs somebody first, then what is under way, then what is done. */
const order = `ORDER BY array_position(ARRAY['needs_person', 'unknown', 'bad_address', 'sending', 'waiting', 'sent', 'cancelled'], i.state), i.sent_at DESC NULLS LAST, i.id`;

const one = statement(
  'mail_item.one',
  `SELECT ${columns} FROM mail_item i JOIN person p ON p.school_id = i.school_id AND p.id = i.person_id WHERE i.school_id = $1 AND i.id = $2`,
);

const escaped = (search: string): string => search.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/** The single mails: made in one statement, listed, tried anew, decided. Sending them is `send.store`. */
@Injectable()
export class ItemsStore {
  /** Whoever has no usable address is listed as such, and can be sent to once the roster has one. Answers how many were new. */
  async insert(tx: Tx, mailingId: string, items: readonly NewItem[]): Promise<number> {
    if (items.length === 0) return 0;
    const sender = await tx.first<{ from: string }>(`SELECT config->>'fromAddress' AS from FROM mail_sender WHERE school_id = $1`, [
      tx.schoolId,
    ]);
    const rows = items.map(({ personId, address, credentialId }) => {
      const id = uuid();
      const { state, reason } = firstState(address);
      const messageId = messageIdOf(id, sender?.from ?? null);
      return { id, person_id: personId, credential_id: credentialId ?? null, address, state, reason_code: reason, message_id: messageId };
    });
    const made = await tx.rows(
      `INSERT INTO mail_item (school_id, id, mailing_id, person_id, credential_id, address, state, reason_code, message_id)
       SELECT $1, x.id, $2, x.person_id, x.credential_id, x.address, x.state, x.reason_code, x.message_id
       FROM jsonb_to_recordset($3::jsonb) AS x(id uuid, person_id uuid, credential_id uuid, address text, state text, reason_code text, message_id text)
       ON CONFLICT (school_id, mailing_id, person_id) DO NOTHING RETURNING id`,
      [tx.schoolId, mailingId, JSON.stringify(rows)],
    );
    return made.length;
  }

  async find(tx: Tx, id: string): Promise<ItemRow | undefined> {
    return tx.first<ItemRow>(one, [tx.schoolId, id]);
  }

  async page(
    tx: Tx,
    of: { mailingId: string; state: MailItemState | undefined; search: string },
    page: { offset: number; limit: number },
  ): Promise<{ items: ItemRow[]; total: number }> {
    const values = [tx.schoolId, of.mailingId, of.state ?? null, escaped(of.search)];
    const items = await tx.rows<ItemRow>(`SELECT ${columns} ${matching} ${order} LIMIT $5 OFFSET $6`, [...values, page.limit, page.offset]);
    const total = await tx.first<{ total: number }>(`SELECT count(*)::int AS total ${matching}`, values);
    return { items, total: total?.total ?? 0 };
  }

  /**
   * Puts failed mails back among the waiting, each with the address the roster has now. Answers those that wait again, and
   * how many still have no address.
   */
  async retry(
    tx: Tx,
    of: { mailingId: string; state: 'bad_address' | 'needs_person'; itemIds?: readonly string[] | undefined },
  ): Promise<{ queued: { id: string; version: number }[]; stillWithoutAddress: number }> {
    const addresses = await tx.rows<{ id: string; address: string | null }>(
      `SELECT i.id, CASE WHEN i.credential_id IS NULL THEN ${addressSql} ELSE ${credentialAddressSql('o')} END AS address
       FROM mail_item i JOIN person p ON p.school_id = i.school_id AND p.id = i.person_id
       LEFT JOIN directory_account o ON o.school_id = i.school_id AND o.person_id = i.person_id
       WHERE i.school_id = $1 AND i.mailing_id = $2 AND i.state = $3 AND ($4::uuid[] IS NULL OR i.id = ANY ($4))`,
      [tx.schoolId, of.mailingId, of.state, of.itemIds ?? null],
    );
    const usable = addresses.filter(({ address }) => address !== null && isMailAddress(address));
    const queued = await tx.rows<{ id: string; version: number }>(
      `UPDATE mail_item i SET state = 'waiting', address = x.address, attempt = 0, retry_at = NULL, reason_code = NULL, reason = NULL, version = version + 1
       FROM jsonb_to_recordset($4::jsonb) AS x(id uuid, address text)
       WHERE i.school_id = $1 AND i.mailing_id = $2 AND i.state = $3 AND i.id = x.id RETURNING i.id, i.version`,
      [tx.schoolId, of.mailingId, of.state, JSON.stringify(usable)],
    );
    return { queued, stillWithoutAddress: addresses.length - usable.length };
  }

  /** What the first of two equal requests did. */
  async firstRetry(tx: Tx, requestId: string): Promise<{ queued: number; stillWithoutAddress: number }> {
    const row = await tx.first<{ queued: number; stillWithoutAddress: number }>(
      `SELECT (data->>'queued')::int AS queued, (data->>'stillWithoutAddress')::int AS "stillWithoutAddress" FROM event
       WHERE school_id = $1 AND request_id = $2`,
      [tx.schoolId, requestId],
    );
    return row ?? { queued: 0, stillWithoutAddress: 0 };
  }

  /** A person says what became of a mail nobody knows about. Undefined when it is no longer unknown at that version. */
  async decide(tx: Tx, id: string, version: number, decision: 'arrived' | 'again'): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE mail_item SET state = CASE WHEN $4 THEN 'sent' ELSE 'waiting' END, sent_at = CASE WHEN $4 THEN coalesce(sent_at, now()) END,
         retry_at = NULL, reason_code = NULL, reason = NULL, version = version + 1
       WHERE school_id = $1 AND id = $2 AND version = $3 AND state = 'unknown' RETURNING version`,
      [tx.schoolId, id, version, decision === 'arrived'],
    );
    return row?.version;
  }
}
