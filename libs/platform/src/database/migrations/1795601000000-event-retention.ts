import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Old events found by their kind. Those of tickets are never looked for: they are most of all, and stay with their ticket. */
export class EventRetention1795601000000 implements MigrationInterface {
  readonly name = 'EventRetention1795601000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX event_kept_for_days ON event (school_id, type, at) WHERE subject_type <> 'ticket'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_kept_for_days');
  }
}
