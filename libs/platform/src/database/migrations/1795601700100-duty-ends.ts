import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duty ends by itself at the bell. */
export class DutyEnds1795601700100 implements MigrationInterface {
  readonly name = 'DutyEnds1795601700100';

  async up(runner: QueryRunner): Promise<void> {
    /* null in rows of the release before, which end after twelve hours */
    await runner.query('ALTER TABLE duty ADD COLUMN ends_at timestamptz');
    await runner.query('CREATE INDEX duty_of_day ON duty (school_id, since)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX duty_of_day');
    await runner.query('ALTER TABLE duty DROP COLUMN ends_at');
  }
}
