import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Periods can be edited: as a whole, against the version that was read. */
export class BellSchedule1795601700000 implements MigrationInterface {
  readonly name = 'BellSchedule1795601700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE school ADD COLUMN bells_version int NOT NULL DEFAULT 0');
    /* a period that no longer rings stays for the reservations of the past */
    await runner.query('ALTER TABLE period ADD COLUMN removed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE period DROP COLUMN removed_at');
    await runner.query('ALTER TABLE school DROP COLUMN bells_version');
  }
}
