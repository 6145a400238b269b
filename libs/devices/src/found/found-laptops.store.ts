import { Injectable } from '@nestjs/common';
import type { FoundLaptop } from '@firstbell/contracts/found-laptops';
import { statement, type Tx } from '@firstbell/platform';
import { brief, utc } from '../registry/device-row.js';

/** A report that is not over: which device it is about, and whether the desk has it. */
export interface OpenReport {
  readonly device_id: string;
  readonly taken_in: boolean;
}

/* Found by two people, it is one find: the later sighting counts. */
const report = statement(
  'found_laptop.report',
  `
  INSERT INTO found_laptop AS f (school_id, id, device_id, desk_id, found_at) VALUES ($1, $2, $3, $4, now() - make_interval(secs => $5))
  ON CONFLICT (school_id, device_id) WHERE ended_at IS NULL
  DO UPDATE SET desk_id = excluded.desk_id, found_at = greatest(f.found_at, excluded.found_at)`,
);

const open = statement(
  'found_laptop.open',
  `
  SELECT f.id, json_build_object('id', d.id, 'tag', d.tag, 'model', d.model, 'state', d.state) AS device, ${brief('h')} AS owner,
    ${utc('f.found_at')} AS "foundAt", k.name AS "deskName", ${utc('f.taken_in_at')} AS "takenInAt"
  FROM found_laptop f
  JOIN device d ON d.school_id = f.school_id AND d.id = f.device_id
  JOIN desk k ON k.school_id = f.school_id AND k.id = f.desk_id
  LEFT JOIN person h ON h.school_id = d.school_id AND h.id = d.holder_id
  WHERE f.school_id = $1 AND f.ended_at IS NULL ORDER BY f.found_at, f.id LIMIT 20`,
);

/** Laptops reported found at a kiosk. */
@Injectable()
export class FoundLaptopsStore {
  async report(tx: Tx, found: { id: string; deviceId: string; deskId: string; secondsAgo: number }): Promise<void> {
    await tx.rows(report, [tx.schoolId, found.id, found.deviceId, found.deskId, found.secondsAgo]);
  }

  /** Those whose owner does not have them yet, the longest found first. */
  async open(tx: Tx): Promise<FoundLaptop[]> {
    return tx.rows<FoundLaptop>(open, [tx.schoolId]);
  }

  /** Locked until the transaction ends; undefined when there is none, or it is over. */
  async lockOpen(tx: Tx, id: string): Promise<OpenReport | undefined> {
    return tx.first<OpenReport>(
      `SELECT device_id, taken_in_at IS NOT NULL AS taken_in FROM found_laptop WHERE school_id = $1 AND id = $2 AND ended_at IS NULL FOR UPDATE`,
      [tx.schoolId, id],
    );
  }

  /** Not locked: a report never becomes another device's. */
  async deviceOf(tx: Tx, id: string): Promise<string | undefined> {
    const row = await tx.first<{ device_id: string }>('SELECT device_id FROM found_laptop WHERE school_id = $1 AND id = $2', [
      tx.schoolId,
      id,
    ]);
    return row?.device_id;
  }

  async takeIn(tx: Tx, id: string): Promise<void> {
    await tx.rows('UPDATE found_laptop SET taken_in_at = now() WHERE school_id = $1 AND id = $2', [tx.schoolId, id]);
  }

  async end(tx: Tx, id: string): Promise<void> {
    await tx.rows('UPDATE found_laptop SET ended_at = now() WHERE school_id = $1 AND id = $2', [tx.schoolId, id]);
  }
}
