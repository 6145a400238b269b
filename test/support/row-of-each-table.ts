import { randomBytes, randomInt } from 'node:crypto';
import type { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';

/** Ids by table. */
export type Rows = Readonly<Record<string, string>>;
type Columns = Readonly<Record<string, unknown>>;
/** Columns of one table that are to be other than usual, by the rows made before it. */
export type Otherwise = Readonly<Partial<Record<string, (rows: Rows) => Columns>>>;

export interface SchoolOfRows {
  readonly id: string;
  readonly deskId: string;
}

/** Rows of one school, one of each table, that belong together. */
export interface RowOfEachTable {
  readonly rows: Rows;
  /** Stands in the texts of all of them, and in nothing that anybody types to find them. */
  readonly word: string;
  /** Of the device; its serial number too. */
  readonly tag: string;
  /** Of the person; their user name too. */
  readonly badge: string;
}

const both = (value: unknown): string => JSON.stringify({ en: value, es: value });

/** In this order each row finds those it refers to. Beside school_id and id, and with columns that a row of each kind may have. */
const columnsOf: Readonly<Record<string, (of: Rows, typed: Omit<RowOfEachTable, 'rows'>) => Columns>> = {
  day_type: (_, { word }) => ({ name: word, position: 0 }),
  period: (_, { word }) => ({ name: word, starts_at: '08:00', ends_at: '09:00' }),
  issue: (_, { word }) => ({
    ...{ picture: 'wifi-off', name: both(word), self_help: both([word]), kindly: both([word]), checklist: both([word]) },
    ...{ fixes: both([word]), priority: 'normal', audience: 'desk', position: 1 },
  }),
  person: (of, { word, badge }) => ({
    ...{ account_id: of['account'], given_name: word, family_name: word, search_name: word.toLowerCase(), badge },
    ...{ username: badge, roles: ['student', 'assistant', 'coach'] },
  }),
  station: (of, { word }) => ({ desk_id: of['desk'], kind: 'kiosk', name: word }),
  session: (of) => ({ id_hash: randomBytes(32), person_id: of['person'], expires_at: new Date(Date.now() + 3_600_000) }),
  duty: (of) => ({ desk_id: of['desk'], person_id: of['person'] }),
  device: (_, { word, tag }) => ({ tag, serial: tag, model: word, note: word, location: word }),
  ticket: (of, { word }) => ({
    ...{ desk_id: of['desk'], day: '2026-09-01', number: randomInt(2 ** 31), code: word, issue_id: of['issue'], person_id: of['person'] },
    ...{ device_id: of['device'], description: word, language: 'en', priority: 'normal', audience: 'desk', state: 'waiting' },
    ...{ filed_at: new Date(), filing_hash: word, line_rank: new Date() },
  }),
  rejected_filing: (of, { word }) => ({
    ...{ desk_id: of['desk'], station_id: of['station'], typed: word, reason: word, filed_at: new Date() },
  }),
  roster_exception: (of, { word }) => ({ typed_name: word, ticket_id: of['ticket'] }),
  review: (of) => ({ desk_id: of['desk'], ticket_id: of['ticket'], round: 1, reason: 'escalated', assistant_id: of['person'] }),
  coach_note: (of, { word }) => ({ from_id: of['person'], to_id: of['person'], body: word }),
  roster_import: (_, { word }) => ({ state: 'ready', file_name: word }),
  roster_staged_person: (of, { word }) => ({
    ...{ import_id: of['roster_import'], source_id: word, given_name: word, family_name: word, search_name: word, roles: ['student'] },
  }),
  device_import: (_, { word }) => ({ state: 'ready', file_name: word, preset: 'own', mapping: '{}' }),
  mail_template: (_, { word }) => ({ name: word, subject: both(word), body: both(word) }),
  rollout_plan: (_, { word }) => ({
    ...{ name: word, direction: 'hand_out', state: 'running', steps: ['account', 'credentials', 'video', 'basics', 'hand_out'] },
    ...{ audience: JSON.stringify({ kind: 'all', values: [] }), basics: both([word]) },
  }),
  mailing: (_, { word }) => ({ name: word, subject: both(word), body: both(word), audience: '{}', state: 'running' }),
  mail_item: (of, { word }) => ({
    ...{ mailing_id: of['mailing'], person_id: of['person'], state: 'bad_address', message_id: word, address: word },
  }),
  directory_account: (of, { word, badge }) => ({ person_id: of['person'], state: 'needs_person', username: badge, reason: word }),
  check_out: (of, { word }) => ({
    ...{
      device_id: of['device'],
      person_id: of['person'],
      kind: 'loaner',
      out_at: new Date(),
      sync_state: 'needs_person',
      sync_reason: word,
    },
  }),
  found_laptop: (of) => ({ device_id: of['device'], desk_id: of['desk'], found_at: new Date() }),
  repair: (of, { word }) => ({ device_id: of['device'], ticket_id: of['ticket'], problem: word, state: 'open' }),
  device_photo: (of, { word }) => ({ device_id: of['device'], media_type: 'image/png', bytes: Buffer.from(word) }),
  cart: (_, { word }) => ({ name: word, location: word, slots: 4 }),
  cart_reservation: (of, { word }) => ({
    ...{ cart_id: of['cart'], day: '2099-09-01', period_id: of['period'], class_name: word, reserved_by: of['person'] },
  }),
};

/** What hangs on those rows and has no id of its own. */
const hangingOn: readonly (readonly [table: string, (of: Rows, word: string) => Columns])[] = [
  [
    'roster_problem',
    (of, word) => ({ import_id: of['roster_import'], number: 1, severity: 'error', file: word, found: word, expected: word }),
  ],
  [
    'device_import_row',
    (of, word) => ({ import_id: of['device_import'], line: 2, device_id: uuid(), tag: word, wanted: JSON.stringify({ model: word }) }),
  ],
  ['device_import_problem', (of, word) => ({ import_id: of['device_import'], number: 1, severity: 'error', found: word, expected: word })],
  ['rollout_student', (of) => ({ plan_id: of['rollout_plan'], person_id: of['person'] })],
  ['rollout_mark', (of, word) => ({ plan_id: of['rollout_plan'], person_id: of['person'], step: 'video', state: 'done', question: word })],
  ['cart_slot', (of) => ({ cart_id: of['cart'], slot: 1, device_id: of['device'] })],
  ['cart_seat', (of) => ({ reservation_id: of['cart_reservation'], slot: 1, device_id: of['device'], person_id: of['person'] })],
];

/** Adds such rows, new ones each time; of school and desk those that are there. */
export async function rowOfEachTable(
  superuser: Postgres,
  { id: schoolId, deskId }: SchoolOfRows,
  name: string,
  otherwise: Otherwise = {},
): Promise<RowOfEachTable> {
  const unique = randomBytes(4).toString('hex');
  const typed = { word: `${name} ${unique}`, tag: `T-${unique}`, badge: `B-${unique}` };
  const rows: Record<string, string> = { school: schoolId, desk: deskId, account: uuid() };
  const insert = (table: string, columns: Columns) =>
    superuser.query(
      `INSERT INTO ${table} (${Object.keys(columns).join(', ')}) VALUES (${Object.keys(columns)
        .map((_, at) => `$${at + 1}`)
        .join(', ')})`,
      Object.values(columns),
    );
  await insert('account', { id: rows['account'], email: `${unique}@rows.example`, password_hash: '' });
  await insert('second_factor', { account_id: rows['account'], sealed: Buffer.from(typed.word), confirmed_at: new Date() });
  for (const [table, columns] of Object.entries(columnsOf)) {
    const id = uuid();
    await insert(table, { school_id: schoolId, id, ...columns(rows, typed), ...otherwise[table]?.(rows) });
    rows[table] = id;
  }
  for (const [table, columns] of hangingOn) await insert(table, { school_id: schoolId, ...columns(rows, typed.word) });
  return { rows, ...typed };
}
