import { Injectable } from '@nestjs/common';
import type { SchoolSettings } from '@firstbell/contracts/people';
import { wordsKeptYearsAtFirst } from '@firstbell/contracts/words-retention';
import type { Tx } from '@firstbell/platform';

/** What a school starts with. */
export const firstSettings: SchoolSettings = {
  nameSearch: true,
  leaseMinutes: 15,
  reviewSampleADay: 5,
  coachTitle: 'Coach',
  wordsKeptYears: wordsKeptYearsAtFirst,
};

export interface NewSchool {
  readonly name: string;
  readonly timeZone: string;
  readonly demo: boolean;
  readonly settings: SchoolSettings;
}

@Injectable()
export class SchoolsStore {
  async insert(tx: Tx, school: NewSchool): Promise<void> {
    await tx.rows('INSERT INTO school (id, name, time_zone, demo, settings) VALUES ($1, $2, $3, $4, $5)', [
      tx.schoolId,
      school.name,
      school.timeZone,
      school.demo,
      JSON.stringify(school.settings),
    ]);
  }

  async insertDesk(tx: Tx, desk: { id: string; name: string; letter: string }): Promise<void> {
    await tx.rows('INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, $3, $4)', [tx.schoolId, desk.id, desk.name, desk.letter]);
  }

  async insertPeriods(tx: Tx, periods: readonly { id: string; name: string; startsAt: string; endsAt: string }[]): Promise<void> {
    await tx.rows(
      `INSERT INTO period (school_id, id, name, starts_at, ends_at)
       SELECT $1, x.id, x.name, x."startsAt", x."endsAt" FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, "startsAt" time, "endsAt" time)`,
      [tx.schoolId, JSON.stringify(periods)],
    );
  }

  async brief(tx: Tx): Promise<{ id: string; name: string; timeZone: string; demo: boolean } | undefined> {
    return tx.first('SELECT id, name, time_zone AS "timeZone", demo FROM school WHERE id = $1', [tx.schoolId]);
  }

  /** Merges the changes into the settings; answers them with the school's new version. */
  async changeSettings(tx: Tx, changes: Partial<SchoolSettings>): Promise<{ settings: SchoolSettings; version: number } | undefined> {
    return tx.first('UPDATE school SET settings = settings || $2::jsonb, version = version + 1 WHERE id = $1 RETURNING settings, version', [
      tx.schoolId,
      JSON.stringify(changes),
    ]);
  }
}
