import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From an event one finds the request that appended it, and its job and its publication carry on the same trace. */
export class EventTrace1795600900300 implements MigrationInterface {
  readonly name = 'EventTrace1795600900300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event ADD COLUMN trace text');
    /* every way of appending is served at once, and a process that does not trace pays nothing */
    await runner.query(`ALTER TABLE event ALTER COLUMN trace SET DEFAULT nullif(current_setting('firstbell.trace', true), '')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event DROP COLUMN trace');
  }
}
