import { Injectable } from '@nestjs/common';
import type { DeviceDiffRow, DeviceRowProblem } from '@firstbell/contracts/devices';
import { statement, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import type { FiledDevice } from './read-device-file.js';

const stage = statement(
  'device_import.stage',
  `
  INSERT INTO device_import_row (school_id, import_id, line, device_id, tag, wanted)
  SELECT $1::uuid, $2::uuid, r.line, r.id, r.tag, r.wanted FROM json_to_recordset($3::json) AS r (line int, id uuid, tag text, wanted jsonb)`,
);

const stageProblems = statement(
  'device_import.stage_problems',
  `
  INSERT INTO device_import_problem (school_id, import_id, number, severity, line, column_name, found, expected)
  SELECT $1::uuid, $2::uuid, r.number, r.severity, r.line, r."column", r.found, r.expected
  FROM json_to_recordset($3::json) AS r (number int, severity text, line int, "column" text, found text, expected text)`,
);

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** What was read and waits to be applied, and what was wrong with it. */
@Injectable()
export class StagedDevicesStore {
  /** Begins anew: a reading that broke off is not continued but repeated. */
  async clear(tx: Tx, importId: string): Promise<void> {
    for (const table of ['device_import_row', 'device_import_problem'])
      await tx.rows(`DELETE FROM ${table} WHERE school_id = $1 AND import_id = $2`, [tx.schoolId, importId]);
  }

  /** Of imports long seen only the counts remain, since their rows name people. */
  async clearBut(tx: Tx, newest: number): Promise<void> {
    for (const table of ['device_import_row', 'device_import_problem']) {
      await tx.rows(
        `DELETE FROM ${table} WHERE school_id = $1 AND import_id IN (
           SELECT id FROM (
             SELECT id, state FROM device_import WHERE school_id = $1 AND state IN ('ready', 'applied', 'undone', 'refused', 'failed') ORDER BY started_at DESC OFFSET $2
           ) old WHERE state <> 'ready')`,
        [tx.schoolId, newest],
      );
    }
  }

  async add(tx: Tx, importId: string, devices: readonly FiledDevice[]): Promise<void> {
    if (devices.length === 0) return;
    const rows = devices.map(({ line, tag, ...wanted }) => ({ line, id: uuid(), tag: tag ?? '', wanted }));
    await tx.rows(stage, [tx.schoolId, importId, JSON.stringify(rows)]);
  }

  /** Tells the planner how many rows there are now. In a transaction of its own, since it keeps others from doing the same. */
  async countForPlanner(tx: Tx): Promise<void> {
    await tx.rows('SELECT count_staged_devices()');
  }

  /** `numberOf`: of the first of them. */
  async addProblems(tx: Tx, importId: string, problems: readonly DeviceRowProblem[], numberOf: number): Promise<void> {
    if (problems.length === 0) return;
    const rows = problems.map((problem, index) => ({ ...problem, number: numberOf + index }));
    await tx.rows(stageProblems, [tx.schoolId, importId, JSON.stringify(rows)]);
  }

  async diff(tx: Tx, importId: string, change: 'added' | 'changed', { offset, limit }: Page): Promise<DeviceDiffRow[]> {
    return tx.rows<DeviceDiffRow>(
      `SELECT r.line, coalesce(d.tag, r.tag) AS tag, coalesce(d.serial, r.wanted->>'serial') AS serial, coalesce(r.wanted->>'model', d.model) AS model,
         h.display_name AS holder, coalesce(r.fields, '[]') AS fields, r.outcome
       FROM device_import_row r
       LEFT JOIN device d ON d.school_id = $1 AND d.id = r.device_id
       LEFT JOIN person h ON h.school_id = $1 AND h.id = r.holder_id
       WHERE r.school_id = $1 AND r.import_id = $2 AND r.change = $3 ORDER BY r.line OFFSET $4 LIMIT $5`,
      [tx.schoolId, importId, change, offset, limit],
    );
  }

  async problems(tx: Tx, importId: string, { offset, limit }: Page): Promise<{ rows: DeviceRowProblem[]; total: number }> {
    const rows = await tx.rows<DeviceRowProblem>(
      `SELECT severity, line, column_name AS "column", found, expected FROM device_import_problem
       WHERE school_id = $1 AND import_id = $2 ORDER BY line, number OFFSET $3 LIMIT $4`,
      [tx.schoolId, importId, offset, limit],
    );
    const counted = await tx.first<{ total: number }>(
      'SELECT count(*)::int AS total FROM device_import_problem WHERE school_id = $1 AND import_id = $2',
      [tx.schoolId, importId],
    );
    return { rows, total: counted?.total ?? 0 };
  }
}
