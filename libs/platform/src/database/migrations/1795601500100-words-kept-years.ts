import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every school has the setting for how many school years words are kept (docs/decisions/055). */
export class WordsKeptYears1795601500100 implements MigrationInterface {
  readonly name = 'WordsKeptYears1795601500100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE school SET settings = '{"wordsKeptYears": 1}' || settings`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE school SET settings = settings - 'wordsKeptYears'`);
  }
}
