import { jobs, type JobName, type JobPayload } from '@firstbell/contracts/jobs';
import type { Pool } from 'pg';

interface DueRow {
  subject_id: string;
  school_id: string;
  attempt: string;
}

/** Finds the rows whose job should exist now, by the SQL of the catalogue. Reads as the relay's role, across schools. */
export class DueJobs {
  constructor(private readonly pool: Pool) {}

  /** Of every school, or of those given. */
  async of(name: JobName, schoolIds?: readonly string[]): Promise<JobPayload<JobName>[]> {
    const { due } = jobs[name];
    const { rows } = await this.pool.query<DueRow>(
      `SELECT due.subject_id, due.school_id, due.attempt FROM (${due}) AS due WHERE $1::uuid[] IS NULL OR due.school_id = ANY($1)`,
      [schoolIds ?? null],
    );
    return rows.map((row) => ({ subjectId: row.subject_id, schoolId: row.school_id, attempt: row.attempt }));
  }
}
