import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Desks know when the next bell rings. By itself: whoever reads the line holds desks and asks for duty. */
export class NextBells1795601700150 implements MigrationInterface {
  readonly name = 'NextBells1795601700150';

  async up(runner: QueryRunner): Promise<void> {
    /* null: not known yet, so it is found out at once */
    await runner.query('ALTER TABLE desk ADD COLUMN bell_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE desk DROP COLUMN bell_at');
  }
}
