import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what somebody recognizes where they signed in, and where they are signed in now. */
export class OpenSessions1795601400100 implements MigrationInterface {
  readonly name = 'OpenSessions1795601400100';

  async up(runner: QueryRunner): Promise<void> {
    /* of closed lists in the contract; empty in sessions of the release before */
    await runner.query('ALTER TABLE session ADD COLUMN browser text, ADD COLUMN system text');
    /* one account may open several schools */
    await runner.query(`
      CREATE FUNCTION sessions_of_account(account uuid)
      RETURNS TABLE (id uuid, school_id uuid, school_name text, person_id uuid, created_at timestamptz, seen_at timestamptz, browser text, system text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        SELECT s.id, s.school_id, c.name, s.person_id, s.created_at, s.seen_at, coalesce(s.browser, 'other'), coalesce(s.system, 'other')
        FROM person p JOIN session s ON s.school_id = p.school_id AND s.person_id = p.id AND s.ended_at IS NULL AND s.expires_at > now()
        JOIN school c ON c.id = s.school_id
        WHERE p.account_id = account ORDER BY s.seen_at DESC, s.id;
      END $$`);
    await runner.query('REVOKE ALL ON FUNCTION sessions_of_account FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION sessions_of_account TO firstbell_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION sessions_of_account');
    await runner.query('ALTER TABLE session DROP COLUMN browser, DROP COLUMN system');
  }
}
