import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time passwords made anew for an account that is there already. */
export class RenewedCredentials1795600800000 implements MigrationInterface {
  readonly name = 'RenewedCredentials1795600800000';

  async up(runner: QueryRunner): Promise<void> {
    /* kept here before the directory is told; until it has taken it, nobody is shown the password */
    await runner.query('ALTER TABLE credential ADD COLUMN to_be_set boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credential DROP COLUMN to_be_set');
  }
}
