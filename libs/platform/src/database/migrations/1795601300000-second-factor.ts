import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor beside the password of an account. */
export class SecondFactor1795601300000 implements MigrationInterface {
  readonly name = 'SecondFactor1795601300000';

  async up(runner: QueryRunner): Promise<void> {
    /* confirmed_at: null until the first code; last_step: of the last code accepted; recovery_hashes: of codes not used yet */
    await runner.query(`
      CREATE TABLE second_factor (
        account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
        sealed bytea NOT NULL,
        confirmed_at timestamptz,
        last_step int NOT NULL DEFAULT 0,
        recovery_hashes bytea[] NOT NULL DEFAULT '{}',
        wrong_codes int NOT NULL DEFAULT 0,
        wrong_since timestamptz
      )`);
    /* an account is of no school: its row is reached from each school where it opens somebody */
    const opensSomebody = 'EXISTS (SELECT 1 FROM person p WHERE p.account_id = second_factor.account_id)';
    await runner.query('ALTER TABLE second_factor ENABLE ROW LEVEL SECURITY');
    await runner.query(`CREATE POLICY own_school ON second_factor TO firstbell_app USING (${opensSomebody}) WITH CHECK (${opensSomebody})`);
    await runner.query('CREATE POLICY every_school ON second_factor FOR SELECT TO firstbell_relay USING (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE second_factor');
  }
}
