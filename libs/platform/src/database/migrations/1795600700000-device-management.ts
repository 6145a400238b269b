import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told which student has which device: a school with a directory of its own can have Chromebooks as well. */
export class DeviceManagement1795600700000 implements MigrationInterface {
  readonly name = 'DeviceManagement1795600700000';

  async up(runner: QueryRunner): Promise<void> {
    /* One provider a school. Its secret is sealed; a pause says until when and why, and is written by jobs and people alike. */
    await runner.query(`CREATE TABLE device_management (
      school_id uuid PRIMARY KEY REFERENCES school (id),
      config jsonb NOT NULL,
      secret_sealed bytea NOT NULL,
      paused_until timestamptz,
      pause_code text,
      pause_reason text,
      test_result jsonb,
      version int NOT NULL DEFAULT 1
    )`);
    /* why a check-out needs a person, as a code that has words in every language; sync_reason is what was said */
    await runner.query('ALTER TABLE check_out ADD COLUMN sync_code text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE check_out DROP COLUMN sync_code');
    await runner.query('DROP TABLE device_management');
  }
}
