import { Injectable } from '@nestjs/common';
import { historyLimit, type DeviceHistoryEntry } from '@firstbell/contracts/devices';
import type { Tx } from '@firstbell/platform';
import { brief, utc } from './device-row.js';
import { fromReports, reportColumns } from './devices.store.js';

const entry = (kind: string, at: string, by: string, more: string): string =>
  `json_build_object('kind', '${kind}', 'at', ${utc(at)}, 'by', ${by}${more === '' ? '' : `, ${more}`})`;
const person = (alias: string, id: string): string => `LEFT JOIN person ${alias} ON ${alias}.school_id = $1 AND ${alias}.id = ${id}`;

/* One query for each kind of thing that happens to a device, newest first. Reports are told by their own table, which knows more than the event. */
const queries = [
  `SELECT e.at, CASE e.type
      WHEN 'device.added' THEN ${entry('added', 'e.at', brief('b'), `'importId', e.data->>'importId'`)}
      WHEN 'device.shelved' THEN ${entry('shelved', 'e.at', brief('b'), '')}
      WHEN 'device.taken_in' THEN ${entry('taken_in', 'e.at', brief('b'), '')}
      WHEN 'device.given_back' THEN ${entry('given_back', 'e.at', brief('b'), '')}
      ELSE ${entry('changed', 'e.at', brief('b'), `'importId', e.data->>'importId', 'fields', to_json(string_to_array(coalesce(e.data->>'fields', ''), ','))`)} END AS entry
   FROM event e ${person('b', 'e.actor_id')}
   WHERE e.school_id = $1 AND e.subject_id = $2 AND e.type IN ('device.added', 'device.changed', 'device.shelved', 'device.taken_in', 'device.given_back') ORDER BY e.id DESC`,
  `SELECT f.found_at AS at, ${entry('found', 'f.found_at', 'NULL', `'deskName', k.name`)} AS entry
   FROM found_laptop f JOIN desk k ON k.school_id = f.school_id AND k.id = f.desk_id
   WHERE f.school_id = $1 AND f.device_id = $2 ORDER BY f.found_at DESC`,
  `SELECT r.at, ${entry('reported', 'r.at', brief('rb'), `'report', ${reportColumns}`)} AS entry FROM ${fromReports}
   WHERE r.school_id = $1 AND r.device_id = $2 ORDER BY r.at DESC`,
  `SELECT c.out_at AS at, ${entry(
    'checked_out',
    'c.out_at',
    brief('b'),
    `'person', ${brief('p')}, 'loaner', c.kind = 'loaner', 'dueOn', to_char(c.due_on, 'YYYY-MM-DD'),
     'charger', c.charger, 'laptopCase', c.laptop_case, 'condition', c.condition, 'note', c.condition_note`,
  )} AS entry FROM check_out c ${person('p', 'c.person_id')} ${person('b', 'c.out_by')}
   WHERE c.school_id = $1 AND c.device_id = $2 ORDER BY c.out_at DESC`,
  `SELECT c.in_at AS at, ${entry(
    'returned',
    'c.in_at',
    brief('b'),
    `'person', ${brief('p')}, 'loaner', c.kind = 'loaner', 'charger', c.in_charger, 'laptopCase', c.in_laptop_case,
     'condition', c.in_condition, 'note', c.in_condition_note`,
  )} AS entry FROM check_out c ${person('p', 'c.person_id')} ${person('b', 'c.in_by')}
   WHERE c.school_id = $1 AND c.device_id = $2 AND c.in_at IS NOT NULL ORDER BY c.in_at DESC`,
  `SELECT o.opened_at AS at, ${entry(
    'repair_opened',
    'o.opened_at',
    brief('b'),
    `'problem', o.problem, 'warranty', o.warranty, 'damage', o.damage, 'vendor', o.vendor`,
  )} AS entry FROM repair o ${person('b', 'o.opened_by')}
   WHERE o.school_id = $1 AND o.device_id = $2 ORDER BY o.opened_at DESC`,
  `SELECT o.closed_at AS at, ${entry(
    'repair_closed',
    'o.closed_at',
    brief('b'),
    `'problem', o.problem, 'outcome', o.outcome, 'scrapped', o.state = 'scrapped', 'costCents', o.cost_cents`,
  )} AS entry FROM repair o ${person('b', 'o.closed_by')}
   WHERE o.school_id = $1 AND o.device_id = $2 AND o.closed_at IS NOT NULL ORDER BY o.closed_at DESC`,
  `SELECT t.filed_at AS at, ${entry(
    'ticket',
    't.filed_at',
    brief('b'),
    `'ticketId', t.id, 'code', t.code, 'issue', i.name, 'state', t.state, 'person', coalesce(p.display_name, t.typed_name)`,
  )} AS entry FROM ticket t JOIN issue i ON i.school_id = t.school_id AND i.id = t.issue_id ${person('p', 't.person_id')} ${person('b', 't.filed_by')}
   WHERE t.school_id = $1 AND t.device_id = $2 AND ($3 OR t.audience = 'desk') ORDER BY t.filed_at DESC`,
];

const history = `SELECT entry FROM (${queries.map((query) => `(${query} LIMIT ${historyLimit})`).join(' UNION ALL ')}) AS told ORDER BY at DESC`;

/** Everything that has happened to a device, from all that was written down about it. */
@Injectable()
export class DeviceHistoryStore {
  /** Tickets for the coach's eyes are part of it only when `privateToo`. */
  async of(tx: Tx, deviceId: string, privateToo: boolean): Promise<DeviceHistoryEntry[]> {
    const rows = await tx.rows<{ entry: DeviceHistoryEntry }>(history, [tx.schoolId, deviceId, privateToo]);
    return rows.map((row) => row.entry);
  }
}
