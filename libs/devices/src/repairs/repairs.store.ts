import { Injectable } from '@nestjs/common';
import type { RepairRow, RepairState, ShelfRow } from '@firstbell/contracts/circulation';
import type { PersonBrief } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';
import { deviceJson, personJson } from '../check-outs/check-outs.store.js';

export interface NewRepair {
  readonly id: string;
  readonly deviceId: string;
  readonly ticketId: string | null;
  readonly problem: string;
  readonly issueId: string | null;
  readonly warranty: boolean;
  readonly damage: boolean;
  readonly vendor: string | null;
  readonly loanerCheckOutId: string | null;
  readonly openedBy: string;
}

/** What a change may write. Names are the columns'. */
export interface RepairPatch {
  state?: RepairState;
  warranty?: boolean;
  damage?: boolean;
  vendor?: string | null;
  cost_cents?: number | null;
  outcome?: string;
  closed_by?: string;
  closed_at?: Date;
}

export interface LockedRepair {
  readonly id: string;
  readonly device_id: string;
  readonly state: RepairState;
  /** The loaner that is still out for it. */
  readonly loaner: { readonly deviceId: string; readonly tag: string } | null;
}

export interface RepairFilter {
  readonly state: 'open' | 'closed' | 'all';
  readonly kind: 'all' | 'warranty' | 'damage';
  readonly search: string;
}

interface ViewRow {
  id: string;
  version: number;
  device: RepairRow['device'];
  holder: PersonBrief | null;
  problem: string;
  code: string | null;
  issue_id: string | null;
  state: RepairState;
  warranty: boolean;
  damage: boolean;
  vendor: string | null;
  cost_cents: number | null;
  loaner: RepairRow['loaner'];
  opened_at: Date;
  opened_by: string | null;
  closed_at: Date | null;
  outcome: string | null;
}

const joins = `
  FROM repair r
  JOIN device d ON d.school_id = r.school_id AND d.id = r.device_id
  LEFT JOIN person h ON h.school_id = d.school_id AND h.id = d.holder_id
  LEFT JOIN person o ON o.school_id = r.school_id AND o.id = r.opened_by
  LEFT JOIN ticket t ON t.school_id = r.school_id AND t.id = r.ticket_id
  LEFT JOIN check_out l ON l.school_id = r.school_id AND l.id = r.loaner_check_out_id AND l.in_at IS NULL
  LEFT JOIN device ld ON ld.school_id = l.school_id AND ld.id = l.device_id`;

const columns = `r.id, r.version,
  json_build_object('id', d.id, 'tag', d.tag, 'model', d.model, 'state', d.state, 'shelf', d.shelf, 'warrantyUntil', d.warranty_until) AS device,
  ${personJson('h')} AS holder, r.problem, t.code, r.issue_id, r.state, r.warranty, r.damage, r.vendor, r.cost_cents,
  CASE WHEN l.id IS NOT NULL THEN json_build_object('checkOutId', l.id, 'tag', ld.tag, 'dueOn', l.due_on) END AS loaner,
  r.opened_at, o.display_name AS opened_by, r.closed_at, r.outcome`;

const filtered = `
  WHERE r.school_id = $1 AND ($2 = 'all' OR (r.closed_at IS NULL) = ($2 = 'open'))
    AND ($3 = 'all' OR ($3 = 'warranty' AND r.warranty) OR ($3 = 'damage' AND r.damage))
    AND ($4 = '%%' OR d.tag ILIKE $4 OR d.serial ILIKE $4 OR r.problem ILIKE $4 OR h.display_name ILIKE $4)`;

const one = statement('repair.one', `SELECT ${columns} ${joins} WHERE r.school_id = $1 AND r.id = $2`);
const lock = statement('repair.lock', `SELECT id, device_id, state FROM repair WHERE school_id = $1 AND id = $2 FOR UPDATE`);

@Injectable()
export class RepairsStore {
  async row(tx: Tx, id: string): Promise<RepairRow | undefined> {
    const row = await tx.first<ViewRow>(one, [tx.schoolId, id]);
    return row && toRow(row);
  }

  async list(tx: Tx, filter: RepairFilter, page: { offset: number; limit: number }): Promise<{ repairs: RepairRow[]; total: number }> {
    const values = [tx.schoolId, filter.state, filter.kind, `%${filter.search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`];
    const rows = await tx.rows<ViewRow>(`SELECT ${columns} ${joins} ${filtered} ORDER BY r.opened_at DESC, r.id DESC OFFSET $5 LIMIT $6`, [
      ...values,
      page.offset,
      page.limit,
    ]);
    const total = await tx.first<{ total: number }>(`SELECT count(*)::int AS total ${joins} ${filtered}`, values);
    return { repairs: rows.map(toRow), total: total?.total ?? 0 };
  }

  async lock(tx: Tx, id: string): Promise<LockedRepair | undefined> {
    const repair = await tx.first<{ id: string; device_id: string; state: RepairState }>(lock, [tx.schoolId, id]);
    if (repair === undefined) return undefined;
    const loaner = await tx.first<{ deviceId: string; tag: string }>(
      `SELECT d.id AS "deviceId", d.tag FROM repair r
       JOIN check_out c ON c.school_id = r.school_id AND c.id = r.loaner_check_out_id AND c.in_at IS NULL
       JOIN device d ON d.school_id = c.school_id AND d.id = c.device_id WHERE r.school_id = $1 AND r.id = $2`,
      [tx.schoolId, id],
    );
    return { ...repair, loaner: loaner ?? null };
  }

  async isOpen(tx: Tx, deviceId: string): Promise<boolean> {
    const row = await tx.first('SELECT 1 FROM repair WHERE school_id = $1 AND device_id = $2 AND closed_at IS NULL', [
      tx.schoolId,
      deviceId,
    ]);
    return row !== undefined;
  }

  async insert(tx: Tx, repair: NewRepair): Promise<void> {
    await tx.rows(
      `INSERT INTO repair (school_id, id, device_id, ticket_id, problem, issue_id, state, warranty, damage, vendor, loaner_check_out_id, opened_by)
       VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11)`,
      [
        tx.schoolId,
        repair.id,
        repair.deviceId,
        repair.ticketId,
        repair.problem,
        repair.issueId,
        repair.warranty,
        repair.damage,
        repair.vendor,
        repair.loanerCheckOutId,
        repair.openedBy,
      ],
    );
  }

  /** Writes the patch and answers the new version. */
  async update(tx: Tx, id: string, patch: RepairPatch): Promise<number> {
    const sets = Object.keys(patch).map((name, index) => `${name} = $${index + 3}, `);
    const values: unknown[] = Object.values(patch);
    const row = await tx.first<{ version: number }>(
      `UPDATE repair SET ${sets.join('')}version = version + 1 WHERE school_id = $1 AND id = $2 RETURNING version`,
      [tx.schoolId, id, ...values],
    );
    return row?.version ?? 0;
  }

  /** Does the ticket exist for this reader? The coach's private ones do not for anybody else. */
  async ticketIsThere(tx: Tx, ticketId: string, audiences: readonly string[]): Promise<boolean> {
    const row = await tx.first('SELECT 1 FROM ticket WHERE school_id = $1 AND id = $2 AND audience = ANY($3)', [
      tx.schoolId,
      ticketId,
      audiences,
    ]);
    return row !== undefined;
  }

  async issueIsThere(tx: Tx, issueId: string): Promise<boolean> {
    return (await tx.first('SELECT 1 FROM issue WHERE school_id = $1 AND id = $2', [tx.schoolId, issueId])) !== undefined;
  }

  /** The lowest free number of the shelf; whoever asks next waits until this transaction has taken it. */
  async freeShelf(tx: Tx): Promise<number> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('shelf ' || $1, 0))`, [tx.schoolId]);
    const row = await tx.first<{ free: number }>(
      `SELECT min(n)::int AS free FROM generate_series(1, (SELECT count(*) + 1 FROM device WHERE school_id = $1 AND shelf IS NOT NULL)) n
       WHERE NOT EXISTS (SELECT 1 FROM device WHERE school_id = $1 AND shelf = n)`,
      [tx.schoolId],
    );
    return row?.free ?? 1;
  }

  async shelf(tx: Tx, deviceId: string | null = null): Promise<ShelfRow[]> {
    return tx.rows<ShelfRow>(
      `SELECT d.shelf, ${deviceJson('d')} AS device, ${personJson('h')} AS holder,
         NOT EXISTS (SELECT 1 FROM repair r WHERE r.school_id = d.school_id AND r.device_id = d.id AND r.closed_at IS NULL)
           AND EXISTS (SELECT 1 FROM repair r WHERE r.school_id = d.school_id AND r.device_id = d.id AND r.closed_at IS NOT NULL) AS ready
       FROM device d LEFT JOIN person h ON h.school_id = d.school_id AND h.id = d.holder_id
       WHERE d.school_id = $1 AND d.shelf IS NOT NULL AND ($2::uuid IS NULL OR d.id = $2) ORDER BY d.shelf`,
      [tx.schoolId, deviceId],
    );
  }
}

const toRow = (row: ViewRow): RepairRow => ({
  id: row.id,
  version: row.version,
  device: row.device,
  holder: row.holder,
  problem: row.problem,
  ticketCode: row.code,
  issueId: row.issue_id,
  state: row.state,
  warranty: row.warranty,
  damage: row.damage,
  vendor: row.vendor,
  costCents: row.cost_cents,
  loaner: row.loaner,
  openedAt: row.opened_at.toISOString(),
  openedBy: row.opened_by,
  closedAt: row.closed_at?.toISOString() ?? null,
  outcome: row.outcome,
});
