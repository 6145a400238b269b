import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a roster waits between being read and being applied, and where what was wrong with it is kept. The staged rows
 * carry the ids their subjects have or will get, so that applying twice, or after a crash, writes the same rows.
 */
export class RosterStaging1795330200000 implements MigrationInterface {
  readonly name = 'RosterStaging1795330200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE roster_staged_person, roster_staged_class, roster_staged_enrollment, roster_kept, roster_problem');
    await runner.query('ALTER TABLE enrollment ADD CONSTRAINT enrollment_school_id_fkey FOREIGN KEY (school_id) REFERENCES school (id)');
    await runner.query(
      'ALTER TABLE roster_import DROP COLUMN lease_until, DROP COLUMN ready_at, DROP COLUMN apply_step, DROP COLUMN apply_after',
    );
  }
}

const statements = [
  /* its class and its person already say that the school exists; a third look-up for each row made imports a third slower */
  `ALTER TABLE enrollment DROP CONSTRAINT enrollment_school_id_fkey`,
  /* lease_until: until then whoever raised the fence works on it; apply_step, apply_after: how far applying has come */
  `ALTER TABLE roster_import
    ADD COLUMN lease_until timestamptz,
    ADD COLUMN ready_at timestamptz,
    ADD COLUMN apply_step text,
    ADD COLUMN apply_after text`,
  `CREATE TABLE roster_staged_person (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    source_id text NOT NULL,
    id uuid NOT NULL,
    given_name text NOT NULL,
    preferred_name text,
    family_name text NOT NULL,
    search_name text NOT NULL,
    email text,
    username text,
    badge text,
    grade text,
    homeroom text,
    roles text[] NOT NULL,
    change text NOT NULL DEFAULT 'added' CHECK (change IN ('added', 'changed', 'removed', 'unchanged')),
    /* of a changed person: [{field, before, after}] */
    fields jsonb,
    PRIMARY KEY (school_id, import_id, source_id),
    FOREIGN KEY (school_id, import_id) REFERENCES roster_import (school_id, id) ON DELETE CASCADE
  )`,
  `CREATE INDEX roster_staged_person_change ON roster_staged_person (school_id, import_id, change, family_name, given_name, source_id) WHERE change <> 'unchanged'`,
  `CREATE TABLE roster_staged_class (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    source_id text NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    periods text[] NOT NULL,
    location text,
    change text NOT NULL DEFAULT 'added' CHECK (change IN ('added', 'changed', 'removed', 'unchanged')),
    PRIMARY KEY (school_id, import_id, source_id)
  )`,
  `CREATE TABLE roster_staged_enrollment (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    source_id text NOT NULL,
    id uuid NOT NULL,
    class_source_id text NOT NULL,
    person_source_id text NOT NULL,
    role text NOT NULL,
    change text NOT NULL DEFAULT 'added' CHECK (change IN ('added', 'changed', 'removed', 'unchanged')),
    PRIMARY KEY (school_id, import_id, source_id)
  )`,
  /* rows that were in the file but could not be used: their subjects have not gone */
  `CREATE TABLE roster_kept (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('person', 'class', 'enrollment')),
    source_id text NOT NULL,
    PRIMARY KEY (school_id, import_id, kind, source_id)
  )`,
  `CREATE TABLE roster_problem (
    school_id uuid NOT NULL,
    import_id uuid NOT NULL,
    number int NOT NULL,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    file text NOT NULL,
    line int,
    column_name text,
    found text NOT NULL,
    expected text NOT NULL,
    PRIMARY KEY (school_id, import_id, number),
    FOREIGN KEY (school_id, import_id) REFERENCES roster_import (school_id, id) ON DELETE CASCADE
  )`,
];
