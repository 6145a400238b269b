import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockedToSchool } from '../locked-to-school.js';

/** Laptops somebody found and reported at a kiosk, until their owner has them again (docs/decisions/061). */
export class FoundLaptops1795601800000 implements MigrationInterface {
  readonly name = 'FoundLaptops1795601800000';

  async up(runner: QueryRunner): Promise<void> {
    /* who did it stands in the event log; the finder is not asked who they are */
    await runner.query(`
      CREATE TABLE found_laptop (
        school_id uuid NOT NULL,
        id uuid NOT NULL,
        device_id uuid NOT NULL,
        desk_id uuid NOT NULL,
        found_at timestamptz NOT NULL,
        taken_in_at timestamptz,
        ended_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, device_id) REFERENCES device (school_id, id),
        FOREIGN KEY (school_id, desk_id) REFERENCES desk (school_id, id)
      )`);
    await runner.query('CREATE UNIQUE INDEX found_laptop_open ON found_laptop (school_id, device_id) WHERE ended_at IS NULL');
    await runner.query('CREATE INDEX found_laptop_device ON found_laptop (school_id, device_id, found_at)');
    for (const statement of lockedToSchool('found_laptop')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE found_laptop');
  }
}
