import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';

export interface RejectedFiling {
  id: string;
  code: string | null;
  typed: string;
  reason: string;
  filedAt: string;
}

/** Filings a kiosk kept while off line and the server refused for good. */
@Injectable()
export class RejectedFilingsStore {
  /** False when this filing had been reported before. */
  async insert(tx: Tx, filing: RejectedFiling & { deskId: string; stationId: string }): Promise<boolean> {
    const rows = await tx.rows(
      `INSERT INTO rejected_filing (school_id, id, desk_id, station_id, code, typed, reason, filed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (school_id, id) DO NOTHING RETURNING id`,
      [tx.schoolId, filing.id, filing.deskId, filing.stationId, filing.code, filing.typed, filing.reason, filing.filedAt],
    );
    return rows.length > 0;
  }

  async open(tx: Tx, deskId: string): Promise<RejectedFiling[]> {
    const rows = await tx.rows<{ id: string; code: string | null; typed: string; reason: string; filed_at: Date }>(
      'SELECT id, code, typed, reason, filed_at FROM rejected_filing WHERE school_id = $1 AND desk_id = $2 AND settled_at IS NULL ORDER BY filed_at LIMIT 200',
      [tx.schoolId, deskId],
    );
    return rows.map((row) => ({ id: row.id, code: row.code, typed: row.typed, reason: row.reason, filedAt: row.filed_at.toISOString() }));
  }

  /** Answers its desk, or undefined when it was settled already. */
  async settle(tx: Tx, id: string, byId: string): Promise<string | undefined> {
    const row = await tx.first<{ desk_id: string }>(
      'UPDATE rejected_filing SET settled_at = now(), settled_by = $3 WHERE school_id = $1 AND id = $2 AND settled_at IS NULL RETURNING desk_id',
      [tx.schoolId, id, byId],
    );
    return row?.desk_id;
  }
}
