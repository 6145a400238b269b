import { Injectable } from '@nestjs/common';
import type { RosterImport, RosterImportState } from '@firstbell/contracts/roster';
import { FirstbellError, statement, type Tx } from '@firstbell/platform';

/** How long a worker may be silent before another one may take its import over. Renewed with every batch. */
const leaseSeconds = 120;

export interface RosterImportRow {
  readonly id: string;
  readonly state: RosterImportState;
  readonly attempt: number;
  readonly version: number;
  readonly file_path: string | null;
  readonly started_by: string | null;
  readonly apply_step: string | null;
  readonly apply_after: string | null;
  readonly view: RosterImport;
  readonly notes: readonly string[];
}

/** A claim on an import: whoever holds the highest fence works on it, and every write of an older one is refused. */
export interface RosterClaim {
  readonly importId: string;
  readonly fence: number;
  /** So often it broke off before. */
  readonly attempt: number;
  readonly filePath: string | null;
  readonly fileName: string;
  readonly startedBy: string | null;
}

/** Somebody else has taken the import over; whatever we were about to write must not be written. */
export class RosterClaimLost extends Error {
  constructor(readonly importId: string) {
    super(`The roster import ${importId} was taken over by another process.`);
    this.name = 'RosterClaimLost';
  }
}

const none = `'{"added":0,"changed":0,"removed":0,"unchanged":0}'::jsonb`;
const columns = `id, state, attempt, version, file_path, started_by, apply_step, apply_after,
  coalesce(counts->'notes', '[]') AS notes,
  json_build_object('id', id, 'state', state, 'fileName', file_name,
    'startedAt', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'finishedAt', to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'version', roster_version, 'people', coalesce(counts->'people', ${none}), 'classes', coalesce(counts->'classes', ${none}),
    'enrollments', coalesce(counts->'enrollments', ${none}),
    'errors', coalesce((counts->>'errors')::int, 0), 'warnings', coalesce((counts->>'warnings')::int, 0),
    'applied', applied, 'refusal', refusal) AS view`;

const one = statement('roster_import.one', `SELECT ${columns} FROM roster_import WHERE school_id = $1 AND id = $2`);

/* A lease that is still there is that of a process that died: it could not count the failure any more. */
const claim = statement(
  'roster_import.claim',
  `
  UPDATE roster_import SET fence = fence + 1, version = version + 1, state = $3, lease_until = now() + make_interval(secs => ${leaseSeconds}),
    attempt = attempt + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END
  WHERE school_id = $1 AND id = $2 AND state = ANY ($4) AND coalesce(lease_until, '-infinity') < now()
  RETURNING id AS "importId", fence, attempt, file_path AS "filePath", file_name AS "fileName", started_by AS "startedBy"`,
);

const hold = statement(
  'roster_import.hold',
  `
  UPDATE roster_import SET lease_until = now() + make_interval(secs => ${leaseSeconds}) WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING id`,
);

/** The imports themselves: state, claim, progress. */
@Injectable()
export class RosterImportsStore {
  async insert(tx: Tx, upload: { id: string; fileName: string; filePath: string; startedBy: string | null }): Promise<void> {
    await tx.rows(
      `INSERT INTO roster_import (school_id, id, state, file_name, file_path, started_by) VALUES ($1, $2, 'uploaded', $3, $4, $5)`,
      [tx.schoolId, upload.id, upload.fileName, upload.filePath, upload.startedBy],
    );
    await this.tell(tx, upload.id, 'roster_import.started', upload.startedBy);
  }

  async find(tx: Tx, importId: string): Promise<RosterImportRow | undefined> {
    return tx.first<RosterImportRow>(one, [tx.schoolId, importId]);
  }

  async rows(tx: Tx, importIds: readonly string[]): Promise<RosterImportRow[]> {
    if (importIds.length === 0) return [];
    return tx.rows<RosterImportRow>(`SELECT ${columns} FROM roster_import WHERE school_id = $1 AND id = ANY ($2)`, [
      tx.schoolId,
      [...importIds],
    ]);
  }

  async last(tx: Tx, limit: number): Promise<RosterImportRow[]> {
    return tx.rows<RosterImportRow>(
      `SELECT ${columns} FROM roster_import WHERE school_id = $1 ORDER BY started_at DESC, id DESC LIMIT $2`,
      [tx.schoolId, limit],
    );
  }

  /** Takes the import for reading or applying; undefined when its state or another worker's lease does not allow it. */
  async claim(tx: Tx, importId: string, as: 'reading' | 'applying'): Promise<RosterClaim | undefined> {
    const from = as === 'reading' ? ['uploaded', 'reading'] : ['applying'];
    return tx.first<RosterClaim>(claim, [tx.schoolId, importId, as, from]);
  }

  /** Renews the lease, and keeps every other worker out until this transaction ends. @throws RosterClaimLost */
  async hold(tx: Tx, { importId, fence }: RosterClaim): Promise<void> {
    if ((await tx.first(hold, [tx.schoolId, importId, fence])) === undefined) throw new RosterClaimLost(importId);
  }

  async ready(tx: Tx, claim: RosterClaim, rosterVersion: string, counts: object): Promise<void> {
    await tx.rows(
      `UPDATE roster_import SET state = 'ready', ready_at = now(), lease_until = NULL, file_path = NULL, attempt = 0, roster_version = $3, counts = $4, version = version + 1
       WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, rosterVersion, JSON.stringify(counts)],
    );
    await this.tell(tx, claim.importId, 'roster_import.staged', claim.startedBy);
  }

  /** Ends the import for good: the file cannot be used, or reading it failed again and again. */
  async end(tx: Tx, claim: RosterClaim, state: 'refused' | 'failed', refusal: { code: string; detail: string }): Promise<void> {
    await tx.rows(
      `UPDATE roster_import SET state = $3, refusal = $4, finished_at = now(), lease_until = NULL, file_path = NULL, version = version + 1 WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, state, JSON.stringify(refusal)],
    );
    await this.tell(tx, claim.importId, 'roster_import.refused', claim.startedBy);
  }

  /** Refuses those that nobody approved while so many newer ones came: what was read of them is no longer kept. */
  async refuseBut(tx: Tx, newest: number): Promise<void> {
    const refusal = {
      code: 'roster.outdated',
      detail: 'Newer files have been uploaded since this one was read, and what was read of it is no longer kept. Upload the file again.',
    };
    const refused = await tx.rows<{ id: string; startedBy: string | null }>(
      `UPDATE roster_import SET state = 'refused', refusal = $3, finished_at = now(), version = version + 1
       WHERE school_id = $1 AND state = 'ready' AND id IN (
         SELECT id FROM roster_import WHERE school_id = $1 AND state IN ('ready', 'applied', 'refused', 'failed') ORDER BY started_at DESC OFFSET $2)
       RETURNING id, started_by AS "startedBy"`,
      [tx.schoolId, newest, JSON.stringify(refusal)],
    );
    for (const { id, startedBy } of refused) await this.tell(tx, id, 'roster_import.refused', startedBy);
  }

  /** Gives the import back after an unexpected failure and counts it. Answers how many there were. */
  async release(tx: Tx, claim: RosterClaim): Promise<number> {
    const row = await tx.first<{ attempt: number }>(
      `UPDATE roster_import SET attempt = attempt + 1, lease_until = NULL, version = version + 1 WHERE school_id = $1 AND id = $2 AND fence = $3 RETURNING attempt`,
      [tx.schoolId, claim.importId, claim.fence],
    );
    return row?.attempt ?? 0;
  }

  /** The diff that was shown is to be applied. What was decided on older facts is refused. */
  async approve(tx: Tx, importId: string, actorId: string | null): Promise<void> {
    // Two approved at the same moment would not see each other.
    await tx.rows('SELECT 1 FROM school WHERE id = $1 FOR NO KEY UPDATE', [tx.schoolId]);
    const row = await tx.first(
      `UPDATE roster_import i SET state = 'applying', apply_step = 'people', apply_after = NULL, applied = 0, version = version + 1
       WHERE school_id = $1 AND id = $2 AND state = 'ready' AND NOT EXISTS (
         SELECT 1 FROM roster_import o WHERE o.school_id = i.school_id AND o.id <> i.id AND (o.state = 'applying' OR (o.state = 'applied' AND o.finished_at > i.ready_at)))
       RETURNING id`,
      [tx.schoolId, importId],
    );
    if (row === undefined) throw await this.whyNotApproved(tx, importId);
    await this.tell(tx, importId, 'roster_import.approved', actorId);
  }

  async progress(tx: Tx, claim: RosterClaim, to: { step: string; after: string | null; people: number; telling: boolean }): Promise<void> {
    await tx.rows(
      `UPDATE roster_import SET apply_step = $3, apply_after = $4, applied = applied + $5, version = version + $6 WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId, to.step, to.after, to.people, to.telling ? 1 : 0],
    );
    if (to.telling) await this.tell(tx, claim.importId, 'roster_import.progressed', claim.startedBy);
  }

  async applied(tx: Tx, claim: RosterClaim): Promise<void> {
    await tx.rows(
      `UPDATE roster_import SET state = 'applied', finished_at = now(), lease_until = NULL, apply_step = NULL, apply_after = NULL, version = version + 1 WHERE school_id = $1 AND id = $2`,
      [tx.schoolId, claim.importId],
    );
    await this.tell(tx, claim.importId, 'roster_import.applied', claim.startedBy);
  }

  private async whyNotApproved(tx: Tx, importId: string): Promise<FirstbellError> {
    const found = await this.find(tx, importId);
    if (found === undefined) return rosterImportNotFound();
    if (found.state === 'ready') {
      return new FirstbellError(
        'roster_import.outdated',
        409,
        'Another roster has been applied since this one was read, so what it shows is no longer true. Upload the file again.',
        { facts: { state: found.state } },
      );
    }
    return new FirstbellError(
      'roster_import.not_ready',
      409,
      'Only a roster that has been read and not yet applied can be applied. Look at its state.',
      { facts: { state: found.state } },
    );
  }

  private async tell(
    tx: Tx,
    importId: string,
    type:
      | 'roster_import.started'
      | 'roster_import.staged'
      | 'roster_import.refused'
      | 'roster_import.approved'
      | 'roster_import.progressed'
      | 'roster_import.applied',
    actorId: string | null,
  ): Promise<void> {
    const row = await tx.first<{ version: number }>('SELECT version FROM roster_import WHERE school_id = $1 AND id = $2', [
      tx.schoolId,
      importId,
    ]);
    await tx.append({ type, subjectType: 'roster_import', subjectId: importId, version: row?.version ?? 1, actorId });
  }
}

export const rosterImportNotFound = () =>
  new FirstbellError('roster_import.not_found', 404, 'There is no such roster import in this school. Look in the list of imports.', {
    field: 'importId',
  });
