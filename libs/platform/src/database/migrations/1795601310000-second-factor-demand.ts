import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A school may demand a second factor of its adults. */
export class SecondFactorDemand1795601310000 implements MigrationInterface {
  readonly name = 'SecondFactorDemand1795601310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE school ADD COLUMN second_factor_demanded boolean NOT NULL DEFAULT false');
    /* a function of its own beside session_by_hash, which the release before goes on calling and whose answer cannot grow */
    await runner.query(`
      CREATE FUNCTION session_and_demand(hash bytea)
      RETURNS TABLE (id uuid, school_id uuid, time_zone text, expires_at timestamptz, seen_at timestamptz, person_id uuid, account_id uuid,
        must_change_password boolean, roles text[], skills text[], station_id uuid, station_kind text, desk_id uuid, must_set_up_second_factor boolean)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        SELECT s.*, c.second_factor_demanded AND s.account_id IS NOT NULL
          AND coalesce(s.roles && ARRAY['coach', 'teacher', 'leader', 'administrator'], false)
          AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = s.account_id AND f.confirmed_at IS NOT NULL)
        FROM session_by_hash(hash) s JOIN school c ON c.id = s.school_id;
      END $$`);
    await runner.query('REVOKE ALL ON FUNCTION session_and_demand FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION session_and_demand TO firstbell_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION session_and_demand');
    await runner.query('ALTER TABLE school DROP COLUMN second_factor_demanded');
  }
}
