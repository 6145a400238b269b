import { Injectable } from '@nestjs/common';
import type { Station, StationKind } from '@firstbell/contracts/people';
import { Database, type Tx } from '@firstbell/platform';

export interface PairingRow {
  id: string;
  kind: StationKind;
  address: string;
  browser: string;
  requested_at: Date;
  school_id: string | null;
  station_id: string | null;
  collected_at: Date | null;
  is_over: boolean;
}

const stationColumns = `t.id, t.kind, t.name, json_build_object('id', k.id, 'name', k.name, 'letter', k.letter) AS desk, t.paired_at,
  (SELECT max(s.seen_at) FROM session s WHERE s.school_id = t.school_id AND s.station_id = t.id) AS seen_at,
  CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.display_name) END AS paired_by
  FROM station t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id LEFT JOIN person p ON p.school_id = t.school_id AND p.id = t.paired_by`;

interface StationRow {
  id: string;
  kind: StationKind;
  name: string;
  desk: Station['desk'];
  paired_at: Date;
  seen_at: Date | null;
  paired_by: Station['pairedBy'];
}

const toStation = (row: StationRow): Station => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  desk: row.desk,
  pairedAt: row.paired_at.toISOString(),
  seenAt: row.seen_at?.toISOString() ?? null,
  pairedBy: row.paired_by,
});

/** Pairings belong to no school until a coach types their code. */
@Injectable()
export class StationsStore {
  constructor(private readonly database: Database) {}

  /** Until when it may be typed, by the database's clock as everything about it; undefined when another screen shows this code just now. */
  async insertPairing(pairing: {
    id: string;
    kind: StationKind;
    code: string;
    secretHash: Buffer;
    address: string;
    browser: string;
    minutes: number;
  }): Promise<Date | undefined> {
    // An old code nobody used gives its digits back.
    await this.database.withoutSchool('DELETE FROM pairing WHERE code = $1 AND station_id IS NULL AND expires_at < now()', [pairing.code]);
    const rows: { expires_at: Date }[] = await this.database.withoutSchool(
      `INSERT INTO pairing (id, kind, code, secret_hash, address, browser, expires_at) VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7))
       ON CONFLICT (code) WHERE station_id IS NULL DO NOTHING RETURNING expires_at`,
      [pairing.id, pairing.kind, pairing.code, pairing.secretHash, pairing.address, pairing.browser, pairing.minutes],
    );
    return rows[0]?.expires_at;
  }

  async pairingBySecret(id: string, secretHash: Buffer): Promise<PairingRow | undefined> {
    const rows: PairingRow[] = await this.database.withoutSchool(
      'SELECT id, kind, address, browser, requested_at, school_id, station_id, collected_at, expires_at <= now() AS is_over FROM pairing WHERE id = $1 AND secret_hash = $2',
      [id, secretHash],
    );
    return rows[0];
  }

  async waitingByCode(tx: Tx, code: string): Promise<PairingRow | undefined> {
    return tx.first<PairingRow>(
      `SELECT id, kind, address, browser, requested_at, school_id, station_id, collected_at, false AS is_over FROM pairing
       WHERE code = $1 AND station_id IS NULL AND expires_at > now() FOR UPDATE`,
      [code],
    );
  }

  async complete(tx: Tx, pairingId: string, stationId: string): Promise<void> {
    await tx.rows('UPDATE pairing SET school_id = $2, station_id = $3 WHERE id = $1', [pairingId, tx.schoolId, stationId]);
  }

  /** May this screen have its session? As long as its code would live, so that an answer lost on the way can be asked for again. */
  async collect(tx: Tx, pairingId: string): Promise<boolean> {
    const rows = await tx.rows(
      'UPDATE pairing SET collected_at = now() WHERE id = $1 AND school_id = $2 AND expires_at > now() RETURNING id',
      [pairingId, tx.schoolId],
    );
    return rows.length > 0;
  }

  async insert(tx: Tx, station: { id: string; deskId: string; kind: StationKind; name: string; pairedBy: string }): Promise<void> {
    await tx.rows('INSERT INTO station (school_id, id, desk_id, kind, name, paired_by) VALUES ($1, $2, $3, $4, $5, $6)', [
      tx.schoolId,
      station.id,
      station.deskId,
      station.kind,
      station.name,
      station.pairedBy,
    ]);
  }

  async all(tx: Tx): Promise<Station[]> {
    const rows = await tx.rows<StationRow>(
      `SELECT ${stationColumns} WHERE t.school_id = $1 AND t.unpaired_at IS NULL ORDER BY t.kind, t.name`,
      [tx.schoolId],
    );
    return rows.map(toStation);
  }

  async one(tx: Tx, id: string): Promise<Station | undefined> {
    const row = await tx.first<StationRow>(`SELECT ${stationColumns} WHERE t.school_id = $1 AND t.id = $2 AND t.unpaired_at IS NULL`, [
      tx.schoolId,
      id,
    ]);
    return row === undefined ? undefined : toStation(row);
  }

  async unpair(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.rows(
      'UPDATE station SET unpaired_at = now() WHERE school_id = $1 AND id = $2 AND unpaired_at IS NULL RETURNING id',
      [tx.schoolId, id],
    );
    return rows.length > 0;
  }
}
