import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of the sessions that have a socket open are over by time; asked by a process of the sessions of every school at once. */
export class SessionsOver1795601400000 implements MigrationInterface {
  readonly name = 'SessionsOver1795601400000';

  async up(runner: QueryRunner): Promise<void> {
    /* one that was ended by somebody is told of by its event; one that is gone was deleted long after its end */
    await runner.query(`
      CREATE FUNCTION sessions_over(asked uuid[]) RETURNS TABLE (id uuid)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        SELECT a.id FROM unnest(asked) AS a(id) LEFT JOIN session s ON s.id = a.id
        WHERE s.id IS NULL OR (s.ended_at IS NULL AND s.expires_at <= now());
      END $$`);
    await runner.query('REVOKE ALL ON FUNCTION sessions_over FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION sessions_over TO firstbell_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION sessions_over');
  }
}
