import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials found by their account: what an account refers to must not be looked for among all of a school's. */
export class CredentialAccount1795600600000 implements MigrationInterface {
  readonly name = 'CredentialAccount1795600600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX credential_account ON credential (school_id, account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credential_account');
  }
}
