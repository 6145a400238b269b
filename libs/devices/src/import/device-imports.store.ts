import { Injectable } from '@nestjs/common';
import type { DeviceImport, DeviceImportState, DeviceMapping, DevicePreset } from '@firstbell/contracts/devices';
import { FirstbellError, notFound, statement, type Tx } from '@firstbell/platform';

/** How long a worker may be silent before another one may take its import over. Renewed with every batch. */
const leaseSeconds = 120;

export interface DeviceImportRow {
  readonly id: string;
  readonly state: DeviceImportState;
  readonly version: number;
  readonly apply_after: number | null;
  readonly view: DeviceImport;
}

/** A claim on an import: whoever holds the highest fence works on it, and every write of an older one is refused. */
export interface DeviceImportClaim {
  readonly importId: string;
  readonly fence: number;
  /** So often it broke off before. */
  readonly attempt: number;
  readonly filePath: string | null;
  readonly preset: DevicePreset;
  readonly mapping: DeviceMapping;
  readonly startedBy: string | null;
}

export type DeviceImportWorkKind = 'reading' | 'applying' | 'undoing';

/** Somebody else has taken the import over; whatever we were about to write must not be written. */
export class DeviceImportClaimLost extends Error {
  constructor(readonly importId: string) {
    super(`The device import ${importId} was taken over by another process.`);
    this.name = 'DeviceImportClaimLost';
  }
}

const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const count = (name: string): string => `'${name}', coalesce((i.counts->>'${name}')::int, 0)`;

const columns = `i.id, i.state, i.version, i.apply_after,
  json_build_object('id', i.id, 'state', i.state, 'fileName', i.file_name, 'preset', i.preset,
    'startedAt', ${utc('i.started_at')}, 'finishedAt', ${utc('i.finished_at')},
    ${count('added')}, ${count('changed')}, ${count('unchanged')}, ${count('handedOut')}, ${count('errors')}, ${count('warnings')},
    'done', i.applied, 'passedOver', i.passed_over, 'kept', i.kept, 'notes', coalesce(i.counts->'notes', '[]'), 'refusal', i.refusal,
    'canUndo', i.state = 'applied' AND EXISTS (SELECT 1 FROM device_import_row r WHERE r.school_id = i.school_id AND r.import_id = i.id AND r.outcome = 'applied')
  ) AS view`;

const one = statement('device_import.one', `SELECT ${columns} FROM device_import i WHERE i.school_id = $1 AND i.id = $2`);

/* A lease that is still there is that of a process that died: it could not count the failure any more. */
const claim = statement(
  'device_import.claim',
  `
  UPDATE device_import SET fence = fence + 1, version = version + 1, state = $3, lease_until = now() + make_interval(secs => ${leaseSeconds}),
    attempt = attempt + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END
  WHERE school_id = $1 AND id = $2 AND state = ANY ($4) AND coalesce(lease_until, '-infinity') < now()
  RETURNING id AS "importId", fence, attempt, file_path AS "filePath", preset, mapping, started_by AS "startedBy"`,
);

const hold = statement(
  'device_import.hold',
  `
  UPDATE device_import SET lease_until = now() + make_interval(secs => ${leaseSeconds}) WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING id`,
);

type DeviceImportEvent =
  | 'device_import.started'
  | 'device_import.staged'
  | 'device_import.refused'
  | 'device_import.approved'
  | 'device_import.progressed'
  | 'device_import.applied'
  | 'device_import.undo_wanted'
  | 'device_import.undone';

export interface DeviceUpload {
  readonly id: string;
  readonly fileName: string;
  readonly filePath: string;
  readonly preset: DevicePreset;
  readonly mapping: DeviceMapping;
  readonly startedBy: string | null;
}

/** The imports themselves: state, claim, progress. */
@Injectable()
export class DeviceImportsStore {
  async insert(tx: Tx, upload: DeviceUpload): Promise<void> {
    await tx.rows(
      `INSERT INTO device_import (school_id, id, state, file_name, file_path, preset, mapping, started_by) VALUES ($1, $2, 'uploaded', $3, $4, $5, $6, $7)`,
      [tx.schoolId, upload.id, upload.fileName, upload.filePath, upload.preset, JSON.stringify(upload.mapping), upload.startedBy],
    );
    await this.tell(tx, upload.id, 'device_import.started', upload.startedBy);
  }

  async find(tx: Tx, importId: string): Promise<DeviceImportRow | undefined> {
    return tx.first<DeviceImportRow>(one, [tx.schoolId, importId]);
  }

  async mustFind(tx: Tx, importId: string): Promise<DeviceImportRow> {
    const row = await this.find(tx, importId);
    if (row === undefined) throw notFound('device_import', 'importId');
    return row;
  }

  async rows(tx: Tx, importIds: readonly string[]): Promise<DeviceImportRow[]> {
    if (importIds.length === 0) return [];
    return tx.rows<DeviceImportRow>(`SELECT ${columns} FROM device_import i WHERE i.school_id = $1 AND i.id = ANY ($2)`, [
      tx.schoolId,
      [...importIds],
    ]);
  }

  async last(tx: Tx, limit: number): Promise<DeviceImportRow[]> {
    return tx.rows<DeviceImportRow>(
      `SELECT ${columns} FROM device_import i WHERE i.school_id = $1 ORDER BY i.started_at DESC, i.id DESC LIMIT $2`,
      [tx.schoolId, limit],
    );
  }

  /** Takes the import for one kind of work; undefined when its state or another worker's lease does not allow it. */
  async claim(tx: Tx, importId: string, as: DeviceImportWorkKind): Promise<DeviceImportClaim | undefined> {
    return tx.first<DeviceImportClaim>(claim, [tx.schoolId, importId, as, as === 'reading' ? ['uploaded', 'reading'] : [as]]);
  }

  /** Renews the lease, and keeps every other worker out until this transaction ends. @throws DeviceImportClaimLost */
  async hold(tx: Tx, { importId, fence }: DeviceImportClaim): Promise<void> {
    if ((await tx.first(hold, [tx.schoolId, importId, fence])) === undefined) throw new DeviceImportClaimLost(importId);
  }

  async ready(tx: Tx, claim: DeviceImportClaim, counts: object): Promise<void> {
    await tx.rows(
      `UPDATE device_import SET state = 'ready', ready_at = now(), lease_until = NULL, file_path = NULL, attempt = 0, counts = $3, version = version + 1
       WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, JSON.stringify(counts)],
    );
    await this.tell(tx, claim.importId, 'device_import.staged', claim.startedBy);
  }

  /** Ends the import for good: the file cannot be used, or the work on it failed again and again. */
  async end(tx: Tx, claim: DeviceImportClaim, state: 'refused' | 'failed', refusal: { code: string; detail: string }): Promise<void> {
    await tx.rows(
      `UPDATE device_import SET state = $3, refusal = $4, finished_at = now(), lease_until = NULL, file_path = NULL, version = version + 1 WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, state, JSON.stringify(refusal)],
    );
    await this.tell(tx, claim.importId, 'device_import.refused', claim.startedBy);
  }

  /** Refuses those that nobody approved while so many newer ones came: what was read of them is no longer kept. */
  async refuseBut(tx: Tx, newest: number): Promise<void> {
    const refusal = {
      code: 'devices.outdated',
      detail: 'Newer files have been uploaded since this one was read, and what was read of it is no longer kept. Upload the file again.',
    };
    const refused = await tx.rows<{ id: string; startedBy: string | null }>(
      `UPDATE device_import SET state = 'refused', refusal = $3, finished_at = now(), version = version + 1
       WHERE school_id = $1 AND state = 'ready' AND id IN (
         SELECT id FROM device_import WHERE school_id = $1 AND state IN ('ready', 'applied', 'undone', 'refused', 'failed') ORDER BY started_at DESC OFFSET $2)
       RETURNING id, started_by AS "startedBy"`,
      [tx.schoolId, newest, JSON.stringify(refusal)],
    );
    for (const { id, startedBy } of refused) await this.tell(tx, id, 'device_import.refused', startedBy);
  }

  /** Gives the import back after an unexpected failure and counts it. Answers how many there were. */
  async release(tx: Tx, claim: DeviceImportClaim): Promise<number> {
    const row = await tx.first<{ attempt: number }>(
      `UPDATE device_import SET attempt = attempt + 1, lease_until = NULL, version = version + 1 WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING attempt`,
      [tx.schoolId, claim.importId, claim.fence],
    );
    return row?.attempt ?? 0;
  }

  /** The diff that was shown is to be applied. Repeated, it changes nothing; what was decided on older facts is refused. */
  async approve(tx: Tx, importId: string, actorId: string | null): Promise<void> {
    // Two approved at the same moment would not see each other.
    await tx.rows('SELECT 1 FROM school WHERE id = $1 FOR NO KEY UPDATE', [tx.schoolId]);
    const row = await tx.first(
      `UPDATE device_import i SET state = 'applying', attempt = 0, apply_after = NULL, applied = 0, passed_over = 0, version = version + 1
       WHERE school_id = $1 AND id = $2 AND state = 'ready' AND NOT EXISTS (
         SELECT 1 FROM device_import o WHERE o.school_id = i.school_id AND o.id <> i.id
           AND (o.state IN ('applying', 'undoing') OR (o.state IN ('applied', 'undone') AND o.finished_at > i.ready_at)))
       RETURNING id`,
      [tx.schoolId, importId],
    );
    if (row !== undefined) return this.tell(tx, importId, 'device_import.approved', actorId);
    const { state } = await this.mustFind(tx, importId);
    if (state === 'applying' || state === 'applied') return;
    if (state === 'ready') {
      throw new FirstbellError(
        'device_import.outdated',
        409,
        'Another file of devices has been applied since this one was read, so what it shows is no longer true. Upload the file again.',
        { facts: { state } },
      );
    }
    throw new FirstbellError(
      'device_import.not_ready',
      409,
      'Only a file that has been read and not yet applied can be applied. Look at its state.',
      { facts: { state } },
    );
  }

  /** An applied import is to be taken back. Repeated, it changes nothing. */
  async wantUndo(tx: Tx, importId: string, actorId: string | null): Promise<void> {
    const { state, view } = await this.mustFind(tx, importId);
    if (state === 'undoing' || state === 'undone') return;
    if (!view.canUndo) {
      throw new FirstbellError(
        'device_import.nothing_to_undo',
        409,
        'This import cannot be taken back: it was not applied, or it lies so far back that what it changed is no longer kept.',
        { facts: { state } },
      );
    }
    const row = await tx.first(
      `UPDATE device_import SET state = 'undoing', attempt = 0, apply_after = NULL, applied = 0, kept = 0, finished_at = NULL, version = version + 1
       WHERE school_id = $1 AND id = $2 AND state = 'applied' RETURNING id`,
      [tx.schoolId, importId],
    );
    // Somebody else wished it at the same moment.
    if (row === undefined) return;
    await this.tell(tx, importId, 'device_import.undo_wanted', actorId);
  }

  async progress(tx: Tx, claim: DeviceImportClaim, to: { after: number; done: number; passedOver: number; kept: number }): Promise<void> {
    await tx.rows(
      `UPDATE device_import SET apply_after = $3, applied = applied + $4, passed_over = passed_over + $5, kept = kept + $6, version = version + 1
       WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, to.after, to.done, to.passedOver, to.kept],
    );
    await this.tell(tx, claim.importId, 'device_import.progressed', claim.startedBy);
  }

  async finish(tx: Tx, claim: DeviceImportClaim, state: 'applied' | 'undone'): Promise<void> {
    await tx.rows(
      `UPDATE device_import SET state = $3, finished_at = now(), lease_until = NULL, apply_after = NULL, version = version + 1 WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, state],
    );
    await this.tell(tx, claim.importId, `device_import.${state}`, claim.startedBy);
  }

  private async tell(tx: Tx, importId: string, type: DeviceImportEvent, actorId: string | null): Promise<void> {
    const row = await tx.first<{ version: number }>('SELECT version FROM device_import WHERE school_id = $1 AND id = $2', [
      tx.schoolId,
      importId,
    ]);
    await tx.append({ type, subjectType: 'device_import', subjectId: importId, version: row?.version ?? 1, actorId });
  }
}
