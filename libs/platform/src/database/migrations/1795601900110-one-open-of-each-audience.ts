import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody tells the coach alone is not the same ticket as the one the desk may see. The index keeps its name: releases
 * know a clash by it.
 */
export class OneOpenOfEachAudience1795601900110 implements MigrationInterface {
  readonly name = 'OneOpenOfEachAudience1795601900110';

  async up(runner: QueryRunner): Promise<void> {
    await replace(runner, 'school_id, person_id, issue_id, audience');
  }

  /** Refused while somebody has a ticket of each audience open for the same issue. */
  async down(runner: QueryRunner): Promise<void> {
    await replace(runner, 'school_id, person_id, issue_id');
  }
}

async function replace(runner: QueryRunner, columns: string): Promise<void> {
  await runner.query(
    `CREATE UNIQUE INDEX ticket_one_open_next ON ticket (${columns}) WHERE state IN ('waiting', 'claimed', 'held', 'escalated') AND person_id IS NOT NULL`,
  );
  await runner.query('DROP INDEX ticket_one_open');
  await runner.query('ALTER INDEX ticket_one_open_next RENAME TO ticket_one_open');
}
