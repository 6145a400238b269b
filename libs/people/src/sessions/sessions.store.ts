import { Injectable } from '@nestjs/common';
import type { PersonRole } from '@firstbell/contracts/operation';
import type { StationKind } from '@firstbell/contracts/people';
import type { Browser, System } from '@firstbell/contracts/sessions';
import { Database, statement, type Tx } from '@firstbell/platform';
import type { Device } from './device.rules.js';

export interface SessionRow {
  id: string;
  school_id: string;
  time_zone: string;
  /** Until `expires_at`, by the clock of the database. */
  left_ms: number;
  seen_at: Date;
  person_id: string | null;
  account_id: string | null;
  must_change_password: boolean | null;
  must_set_up_second_factor: boolean;
  roles: PersonRole[] | null;
  skills: string[] | null;
  station_id: string | null;
  station_kind: StationKind | null;
  desk_id: string | null;
}

export interface OpenSessionRow {
  id: string;
  school_id: string;
  school_name: string;
  person_id: string;
  created_at: Date;
  seen_at: Date;
  browser: Browser;
  system: System;
}

/** How long a use of a session is not written down again. */
export const touchedEveryMinutes = 5;

const byHash = 'SELECT *, (extract(epoch FROM expires_at - now()) * 1000)::float8 AS left_ms FROM session_and_demand($1)';

const insert = statement(
  'session.insert',
  `
  INSERT INTO session (id_hash, id, school_id, person_id, station_id, expires_at, browser, system)
  VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6), $7, $8)`,
);

@Injectable()
export class SessionsStore {
  constructor(private readonly database: Database) {}

  /** The one look-up made before the school is known; the hash of a 256-bit secret is the key. */
  async byHash(hash: Buffer): Promise<SessionRow | undefined> {
    const rows: SessionRow[] = await this.database.withoutSchool(byHash, [hash]);
    return rows[0];
  }

  async insert(
    tx: Tx,
    session: { hash: Buffer; id: string; personId: string | null; stationId: string | null; hours: number; device: Device | null },
  ): Promise<void> {
    const { hash, id, personId, stationId, hours, device } = session;
    await tx.rows(insert, [hash, id, tx.schoolId, personId, stationId, hours, device?.browser ?? null, device?.system ?? null]);
  }

  /**
   * Used again, and valid for as long from now, but not beyond what it may live at all. One that is over stays over, and one
   * that another request or process has just touched is left alone.
   */
  async touch(tx: Tx, sessionId: string, hours: { unused: number; atMost: number | null }): Promise<void> {
    await tx.rows(
      `UPDATE session SET seen_at = now(), expires_at = least(now() + make_interval(hours => $3), created_at + make_interval(hours => $4::int))
       WHERE school_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > now() AND seen_at <= now() - make_interval(mins => $5)`,
      [tx.schoolId, sessionId, hours.unused, hours.atMost, touchedEveryMinutes],
    );
  }

  /** Which of these, of any school, are over by time. */
  async over(sessionIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.withoutSchool('SELECT id FROM sessions_over($1)', [sessionIds]);
    return rows.map(({ id }) => id);
  }

  /** Of all schools the account opens, the last used first. */
  async ofAccount(accountId: string): Promise<OpenSessionRow[]> {
    return this.database.withoutSchool('SELECT * FROM sessions_of_account($1)', [accountId]);
  }

  async end(tx: Tx, sessionId: string): Promise<boolean> {
    const ended = await tx.rows(`UPDATE session SET ended_at = now() WHERE school_id = $1 AND id = $2 AND ended_at IS NULL RETURNING id`, [
      tx.schoolId,
      sessionId,
    ]);
    return ended.length > 0;
  }

  /** Answers which were ended. */
  async endOthers(tx: Tx, personId: string, sessionId: string): Promise<string[]> {
    const ended = await tx.rows<{ id: string }>(
      `UPDATE session SET ended_at = now() WHERE school_id = $1 AND person_id = $2 AND id <> $3 AND ended_at IS NULL RETURNING id`,
      [tx.schoolId, personId, sessionId],
    );
    return ended.map(({ id }) => id);
  }

  /** Answers which were ended. */
  async endOfPerson(tx: Tx, personId: string): Promise<string[]> {
    const ended = await tx.rows<{ id: string }>(
      `UPDATE session SET ended_at = now() WHERE school_id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING id`,
      [tx.schoolId, personId],
    );
    return ended.map(({ id }) => id);
  }

  async endOfStation(tx: Tx, stationId: string): Promise<void> {
    await tx.rows(`UPDATE session SET ended_at = now() WHERE school_id = $1 AND station_id = $2 AND ended_at IS NULL`, [
      tx.schoolId,
      stationId,
    ]);
  }

  /** Deletes sessions long over. Answers how many. */
  async deleteOver(tx: Tx): Promise<number> {
    const gone = await tx.rows(
      `DELETE FROM session WHERE school_id = $1 AND (expires_at < now() - interval '1 day' OR ended_at < now() - interval '30 days') RETURNING id`,
      [tx.schoolId],
    );
    await tx.rows(`DELETE FROM pairing WHERE expires_at < now() - interval '1 day'`);
    return gone.length;
  }
}
