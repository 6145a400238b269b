import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockedToSchool } from '../locked-to-school.js';

/**
 * The second lock: the application's role sees and writes only rows of the school its transaction is bound to, whatever a
 * query forgot. The few questions that have to be asked before the school is known, or of all schools, are functions of the
 * owner's, each of which answers one of them and nothing else (docs/decisions/050).
 */
export class RowLevelSecurity1795600900000 implements MigrationInterface {
  readonly name = 'RowLevelSecurity1795600900000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of foldedTexts) await runner.query(statement);
    const tables = await tablesOfSchools(runner);
    for (const statement of tables.flatMap((table) => lockedToSchool(table))) await runner.query(statement);
    for (const statement of lockedToSchool('school', 'id')) await runner.query(statement);
    for (const { name, takes, answers, body } of doors) {
      await runner.query(`
        CREATE FUNCTION ${name}(${takes}) RETURNS ${answers} LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        #variable_conflict use_column
        BEGIN RETURN ${body}; END $$`);
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO firstbell_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of doors) await runner.query(`DROP FUNCTION ${name}`);
    for (const table of ['school', ...(await tablesOfSchools(runner))]) {
      for (const policy of ['own_school', 'every_school']) await runner.query(`DROP POLICY ${policy} ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    for (const statement of unfoldedTexts) await runner.query(statement);
  }
}

/**
 * Under a policy the planner uses an index only for what cannot give a row of another school away. `lower` and `LIKE` might,
 * a plain comparison cannot: what is searched for is kept folded beside the text itself.
 */
const foldedTexts = [
  `ALTER TABLE device
    ADD COLUMN folded_tag text GENERATED ALWAYS AS (lower(tag)) STORED,
    ADD COLUMN reversed_tag text GENERATED ALWAYS AS (reverse(lower(tag))) STORED,
    ADD COLUMN folded_serial text GENERATED ALWAYS AS (lower(serial)) STORED,
    ADD COLUMN reversed_serial text GENERATED ALWAYS AS (reverse(lower(serial))) STORED`,
  ...['folded_tag', 'reversed_tag', 'folded_serial', 'reversed_serial'].map(
    (column) => `CREATE INDEX device_${column} ON device (school_id, ${column} text_pattern_ops)`,
  ),
  'DROP INDEX device_tag_begins, device_tag_ends, device_serial_begins, device_serial_ends',
  'ALTER TABLE directory_account ADD COLUMN folded_username text GENERATED ALWAYS AS (lower(username)) STORED',
  'DROP INDEX directory_account_username',
  'CREATE UNIQUE INDEX directory_account_username ON directory_account (school_id, folded_username) WHERE folded_username IS NOT NULL',
];

const unfoldedTexts = [
  'ALTER TABLE device DROP COLUMN folded_tag, DROP COLUMN reversed_tag, DROP COLUMN folded_serial, DROP COLUMN reversed_serial',
  'CREATE INDEX device_tag_begins ON device (school_id, lower(tag) text_pattern_ops)',
  'CREATE INDEX device_tag_ends ON device (school_id, reverse(lower(tag)) text_pattern_ops)',
  'CREATE INDEX device_serial_begins ON device (school_id, lower(serial) text_pattern_ops)',
  'CREATE INDEX device_serial_ends ON device (school_id, reverse(lower(serial)) text_pattern_ops)',
  'ALTER TABLE directory_account DROP COLUMN folded_username',
  'CREATE UNIQUE INDEX directory_account_username ON directory_account (school_id, lower(username)) WHERE username IS NOT NULL',
];

/** A pairing belongs to no school until a coach types its code. */
async function tablesOfSchools(runner: QueryRunner): Promise<string[]> {
  const rows = await runner.connection.query<{ name: string }[]>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'school_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'pairing'
     ORDER BY c.table_name`,
    undefined,
    runner,
  );
  return rows.map(({ name }) => name);
}

const doors = [
  {
    name: 'session_by_hash',
    takes: 'hash bytea',
    answers: `TABLE (id uuid, school_id uuid, time_zone text, expires_at timestamptz, seen_at timestamptz, person_id uuid, account_id uuid,
      must_change_password boolean, roles text[], skills text[], station_id uuid, station_kind text, desk_id uuid)`,
    body: `QUERY
      SELECT s.id, s.school_id, c.time_zone, s.expires_at, s.seen_at,
             s.person_id, p.account_id, a.must_change_password, p.roles, p.skills, s.station_id, t.kind, t.desk_id
      FROM session s
      JOIN school c ON c.id = s.school_id
      LEFT JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id AND p.status = 'active'
      LEFT JOIN account a ON a.id = p.account_id
      LEFT JOIN station t ON t.school_id = s.school_id AND t.id = s.station_id AND t.unpaired_at IS NULL
      WHERE s.id_hash = hash AND s.ended_at IS NULL AND s.expires_at > now()`,
  },
  {
    /* with the person it opens first: the last used school, else the oldest */
    name: 'account_by_email',
    takes: 'address text',
    answers: 'TABLE (id uuid, password_hash text, school_id uuid, person_id uuid)',
    body: `QUERY
      SELECT a.id, a.password_hash, p.school_id, p.id FROM account a JOIN person p ON p.account_id = a.id AND p.status = 'active'
      LEFT JOIN LATERAL (SELECT max(s.created_at) AS at FROM session s WHERE s.school_id = p.school_id AND s.person_id = p.id) used ON true
      WHERE lower(a.email) = lower(address) AND a.suspended_at IS NULL ORDER BY used.at DESC NULLS LAST, p.created_at LIMIT 1`,
  },
  {
    name: 'schools_administered',
    takes: 'account uuid',
    answers: 'TABLE (id uuid, name text, time_zone text, demo boolean, person_id uuid)',
    body: `QUERY
      SELECT s.id, s.name, s.time_zone, s.demo, p.id FROM person p JOIN school s ON s.id = p.school_id
      WHERE p.account_id = account AND 'administrator' = ANY (p.roles) AND p.status = 'active' ORDER BY s.name`,
  },
  {
    name: 'opens_a_school',
    takes: 'account uuid',
    answers: 'boolean',
    body: `EXISTS (SELECT 1 FROM person p WHERE p.account_id = account AND p.status = 'active')`,
  },
  {
    name: 'belongs_to_somebody',
    takes: 'account uuid',
    answers: 'boolean',
    body: 'EXISTS (SELECT 1 FROM person p WHERE p.account_id = account)',
  },
  {
    name: 'ticket_of_feedback_link',
    takes: 'hash bytea',
    answers: 'TABLE (school_id uuid, id uuid)',
    body: 'QUERY SELECT t.school_id, t.id FROM ticket t WHERE t.feedback_token_hash = hash',
  },
  {
    name: 'every_school',
    takes: '',
    answers: 'TABLE (id uuid, name text, demo boolean)',
    body: 'QUERY SELECT s.id, s.name, s.demo FROM school s ORDER BY s.name',
  },
  {
    /* of this transaction's school; the limit is put on what all schools wrote, because that is what has to be gone through */
    name: 'events_since',
    takes: 'seen pg_snapshot, at_most int',
    answers: `TABLE (total int, id bigint, school_id uuid, type text, subject_type text, subject_id uuid, version int, actor_id uuid, data jsonb,
      at timestamptz)`,
    body: `QUERY
      WITH missed AS MATERIALIZED (
        SELECT e.* FROM event e WHERE e.xid >= pg_snapshot_xmin(seen) AND NOT pg_visible_in_snapshot(e.xid, seen)
        ORDER BY e.xid, e.id LIMIT at_most + 1
      ), counted AS (SELECT count(*)::int AS total FROM missed)
      SELECT c.total, m.id, m.school_id, m.type, m.subject_type, m.subject_id, m.version, m.actor_id, m.data, m.at
      FROM counted c LEFT JOIN missed m
        ON m.school_id = nullif(current_setting('firstbell.school', true), '')::uuid AND c.total <= at_most
      ORDER BY m.id`,
  },
];
