import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is written in the event log stays as it was written: the application's role changes no event, and deletes one only when
 * it was kept as long as its kind is, and every reader has read it (docs/decisions/054).
 */
export class EventLogAppendOnly1795601500000 implements MigrationInterface {
  readonly name = 'EventLogAppendOnly1795601500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE, TRUNCATE, REFERENCES, TRIGGER ON event FROM firstbell_app, firstbell_relay');
    /* says the days of each kind once all migrations have run, as the release that runs them has them; until then nothing goes */
    await runner.query('CREATE FUNCTION event_days_kept(kind text) RETURNS int LANGUAGE sql STABLE AS $$ SELECT NULL::int $$');
    await runner.query(`
      CREATE POLICY kept_long_enough ON event AS RESTRICTIVE FOR DELETE TO firstbell_app USING (
        subject_type <> 'ticket' AND at < now() - make_interval(days => event_days_kept(type))
        AND NOT EXISTS (SELECT 1 FROM reader_cursor c WHERE NOT pg_visible_in_snapshot(xid, c.snapshot)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY kept_long_enough ON event');
    await runner.query('DROP FUNCTION event_days_kept(text)');
    await runner.query('GRANT UPDATE ON event TO firstbell_app');
  }
}
