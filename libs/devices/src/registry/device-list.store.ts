import { Injectable } from '@nestjs/common';
import type { DeviceFilter, DeviceRow, DeviceState } from '@firstbell/contracts/devices';
import type { Tx } from '@firstbell/platform';
import { fromDevices, rowColumns } from './device-row.js';
import { beginsWith, modelsMatching, reversed } from './device-search.rules.js';

/** Every list is of few models, so the index is jumped through instead of read: one step for each. */
const modelsQuery = `
  WITH RECURSIVE model AS (
    (SELECT d.model FROM device d WHERE d.school_id = $1 ORDER BY d.model LIMIT 1)
    UNION ALL
    SELECT (SELECT d.model FROM device d WHERE d.school_id = $1 AND d.model > m.model ORDER BY d.model LIMIT 1) FROM model m WHERE m.model IS NOT NULL
  )
  SELECT model FROM model WHERE model IS NOT NULL`;

/**
 * Each way of finding a device has its index: beginning and end of tag and serial number, models, holders. Models and
 * people are looked up first, so that the planner knows how few they are.
 */
const ways = ['folded_tag ^@ $2', 'reversed_tag ^@ $3', 'folded_serial ^@ $2', 'reversed_serial ^@ $3'] as const;

const peopleQuery = `SELECT id FROM person WHERE school_id = $1 AND (search_name LIKE $2 OR search_name LIKE $3)`;

export interface DeviceCsvRow {
  readonly tag: string;
  readonly serial: string | null;
  readonly model: string;
  readonly manufacturer: string | null;
  readonly state: DeviceState;
  readonly holder: string | null;
  readonly email: string | null;
  readonly location: string | null;
  readonly loaner: boolean;
  readonly warranty_until: string | null;
  readonly note: string | null;
}

interface Condition {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** The list of devices: searched, filtered, counted. */
@Injectable()
export class DeviceListStore {
  async models(tx: Tx): Promise<string[]> {
    return (await tx.rows<{ model: string }>(modelsQuery, [tx.schoolId])).map((row) => row.model);
  }

  async states(tx: Tx): Promise<{ state: DeviceState; count: number }[]> {
    return tx.rows(`SELECT state, count(*)::int AS count FROM device WHERE school_id = $1 GROUP BY state`, [tx.schoolId]);
  }

  async loaners(tx: Tx): Promise<number> {
    const row = await tx.first<{ count: number }>(`SELECT count(*)::int AS count FROM device WHERE school_id = $1 AND loaner`, [
      tx.schoolId,
    ]);
    return row?.count ?? 0;
  }

  async page(tx: Tx, filter: DeviceFilter, searchName: string, { offset, limit }: { offset: number; limit: number }) {
    const { where, values } = await this.condition(tx, filter, searchName);
    const from = values.length + 1;
    const rows = await tx.rows<DeviceRow>(
      `SELECT ${rowColumns} FROM ${fromDevices} WHERE ${where} ORDER BY d.tag OFFSET $${from} LIMIT $${from + 1}`,
      [...values, offset, limit],
    );
    const counted = await tx.first<{ total: number }>(`SELECT count(*)::int AS total FROM device d WHERE ${where}`, values);
    return { rows, total: counted?.total ?? 0 };
  }

  /** Pages of an export go on behind the last tag, so that none is read twice. */
  async csvRows(tx: Tx, filter: DeviceFilter, searchName: string, after: string, limit: number): Promise<DeviceCsvRow[]> {
    const { where, values } = await this.condition(tx, filter, searchName);
    const from = values.length + 1;
    return tx.rows<DeviceCsvRow & Record<string, unknown>>(
      `SELECT d.tag, d.serial, d.model, d.manufacturer, d.state, h.display_name AS holder, h.email, d.location, d.loaner,
         to_char(d.warranty_until, 'YYYY-MM-DD') AS warranty_until, d.note
       FROM ${fromDevices} WHERE ${where} AND d.tag > $${from} ORDER BY d.tag LIMIT $${from + 1}`,
      [...values, after, limit],
    );
  }

  private async condition(tx: Tx, { search, state, model, loaners }: DeviceFilter, searchName: string): Promise<Condition> {
    const values: unknown[] = [tx.schoolId];
    const parts = ['d.school_id = $1'];
    const add = (value: unknown, part: (place: string) => string): void => {
      values.push(value);
      parts.push(part(`$${values.length}`));
    };
    if (search !== '') {
      const lower = search.toLowerCase();
      values.push(lower, reversed(lower));
      const found: string[] = [...ways];
      const also = (ids: readonly string[], column: string): void => {
        if (ids.length === 0) return;
        values.push(ids);
        found.push(`${column} = ANY ($${values.length})`);
      };
      also(modelsMatching(await this.models(tx), search), 'model');
      also(await this.people(tx, searchName), 'holder_id');
      parts.push(`d.id IN (${found.map((way) => `SELECT id FROM device WHERE school_id = $1 AND ${way}`).join(' UNION ')})`);
    }
    if (state !== undefined) add(state, (place) => `d.state = ${place}`);
    if (model !== undefined) add(model, (place) => `d.model = ${place}`);
    if (loaners !== undefined) parts.push('d.loaner');
    return { where: parts.join(' AND '), values };
  }

  /** A search of signs alone names nobody. */
  private async people(tx: Tx, searchName: string): Promise<string[]> {
    if (searchName === '') return [];
    const patterns = [beginsWith(searchName), `% ${beginsWith(searchName)}`];
    return (await tx.rows<{ id: string }>(peopleQuery, [tx.schoolId, ...patterns])).map(({ id }) => id);
  }
}
