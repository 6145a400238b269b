import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockedToSchool } from '../locked-to-school.js';

/** Kinds of days, which day is of which kind, days without school, and days that ring otherwise for once. */
export class DayTypes1795601700200 implements MigrationInterface {
  readonly name = 'DayTypes1795601700200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE day_type (
        school_id uuid NOT NULL REFERENCES school (id),
        id uuid NOT NULL,
        name text NOT NULL,
        position int NOT NULL,
        PRIMARY KEY (school_id, id)
      )`);
    /* null: every school day */
    await runner.query('ALTER TABLE period ADD COLUMN day_type_id uuid');
    await runner.query(
      'ALTER TABLE period ADD FOREIGN KEY (school_id, day_type_id) REFERENCES day_type (school_id, id) ON DELETE SET NULL (day_type_id)',
    );
    await runner.query(`ALTER TABLE school ADD COLUMN day_pattern jsonb NOT NULL DEFAULT '{"kind": "same", "dayTypeId": null}'`);
    await runner.query(`
      CREATE TABLE day_off (
        school_id uuid NOT NULL REFERENCES school (id),
        id uuid NOT NULL,
        name text NOT NULL,
        from_on date NOT NULL,
        to_on date NOT NULL CHECK (to_on >= from_on),
        PRIMARY KEY (school_id, id)
      )`);
    await runner.query(`
      CREATE TABLE special_day (
        school_id uuid NOT NULL REFERENCES school (id),
        day date NOT NULL,
        day_type_id uuid,
        /* rings at the times of its special_bell rows, and at no others */
        own_times boolean NOT NULL,
        PRIMARY KEY (school_id, day),
        FOREIGN KEY (school_id, day_type_id) REFERENCES day_type (school_id, id) ON DELETE SET NULL (day_type_id)
      )`);
    await runner.query(`
      CREATE TABLE special_bell (
        school_id uuid NOT NULL,
        day date NOT NULL,
        period_id uuid NOT NULL,
        starts_at time NOT NULL,
        ends_at time NOT NULL CHECK (ends_at > starts_at),
        PRIMARY KEY (school_id, day, period_id),
        FOREIGN KEY (school_id, day) REFERENCES special_day (school_id, day) ON DELETE CASCADE,
        FOREIGN KEY (school_id, period_id) REFERENCES period (school_id, id)
      )`);
    for (const table of ['day_type', 'day_off', 'special_day', 'special_bell'])
      for (const statement of lockedToSchool(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['special_bell', 'special_day', 'day_off']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE school DROP COLUMN day_pattern');
    await runner.query('ALTER TABLE period DROP COLUMN day_type_id');
    await runner.query('DROP TABLE day_type');
  }
}
