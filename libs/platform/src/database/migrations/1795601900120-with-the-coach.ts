import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a ticket was escalated and not given back since, whoever has it in hand now. */
export class WithTheCoach1795601900120 implements MigrationInterface {
  readonly name = 'WithTheCoach1795601900120';

  async up(runner: QueryRunner): Promise<void> {
    /* false in what the release before escalates, until the coach takes it */
    await runner.query('ALTER TABLE ticket ADD COLUMN with_coach boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ticket DROP COLUMN with_coach');
  }
}
