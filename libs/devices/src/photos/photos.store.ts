import { Injectable } from '@nestjs/common';
import type { PhotoRow } from '@firstbell/contracts/circulation';
import type { Tx } from '@firstbell/platform';
import type { PhotoType } from './photo.rules.js';

export interface NewPhoto {
  readonly id: string;
  readonly deviceId: string;
  readonly checkOutId: string | null;
  readonly repairId: string | null;
  readonly type: PhotoType;
  readonly bytes: Buffer;
  readonly byId: string;
}

interface ViewRow {
  id: string;
  taken_at: Date;
  by: string | null;
  check_out_id: string | null;
  repair_id: string | null;
}

const views = `SELECT f.id, f.taken_at, p.display_name AS by, f.check_out_id, f.repair_id
  FROM device_photo f LEFT JOIN person p ON p.school_id = f.school_id AND p.id = f.by_id WHERE f.school_id = $1`;

@Injectable()
export class PhotosStore {
  async ofDevice(tx: Tx, deviceId: string): Promise<PhotoRow[]> {
    return (await tx.rows<ViewRow>(`${views} AND f.device_id = $2 ORDER BY f.taken_at DESC LIMIT 200`, [tx.schoolId, deviceId])).map(toRow);
  }

  async row(tx: Tx, id: string): Promise<PhotoRow | undefined> {
    const row = await tx.first<ViewRow>(`${views} AND f.id = $2`, [tx.schoolId, id]);
    return row && toRow(row);
  }

  async bytes(tx: Tx, id: string): Promise<{ type: PhotoType; bytes: Buffer } | undefined> {
    return tx.first<{ type: PhotoType; bytes: Buffer }>(
      'SELECT media_type AS type, bytes FROM device_photo WHERE school_id = $1 AND id = $2',
      [tx.schoolId, id],
    );
  }

  /** Do the check-out and the repair, where named, belong to the device? */
  async belongs(tx: Tx, photo: Pick<NewPhoto, 'deviceId' | 'checkOutId' | 'repairId'>): Promise<boolean> {
    const row = await tx.first<{ belongs: boolean }>(
      `SELECT ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM check_out WHERE school_id = $1 AND id = $3 AND device_id = $2))
          AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM repair WHERE school_id = $1 AND id = $4 AND device_id = $2)) AS belongs`,
      [tx.schoolId, photo.deviceId, photo.checkOutId, photo.repairId],
    );
    return row?.belongs ?? false;
  }

  async insert(tx: Tx, photo: NewPhoto): Promise<void> {
    await tx.rows(
      `INSERT INTO device_photo (school_id, id, device_id, check_out_id, repair_id, media_type, bytes, by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tx.schoolId, photo.id, photo.deviceId, photo.checkOutId, photo.repairId, photo.type, photo.bytes, photo.byId],
    );
  }
}

const toRow = (row: ViewRow): PhotoRow => ({
  id: row.id,
  takenAt: row.taken_at.toISOString(),
  by: row.by,
  checkOutId: row.check_out_id,
  repairId: row.repair_id,
});
