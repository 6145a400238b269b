import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For finding the tickets whose time aside is over, every five seconds. */
export class HoldsThatEnd1795601800100 implements MigrationInterface {
  readonly name = 'HoldsThatEnd1795601800100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ticket_hold ON ticket (hold_until) WHERE state = 'held'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ticket_hold');
  }
}
