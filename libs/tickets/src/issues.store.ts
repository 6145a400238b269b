import { Injectable } from '@nestjs/common';
import type { Issue } from '@firstbell/contracts/issues';
import { statement, type Tx } from '@firstbell/platform';

const columns = `i.id, i.version, i.picture, i.name, i.self_help AS "selfHelp", i.kindly, i.checklist, i.fixes, i.skill, i.priority, i.audience,
  i.needs_device AS "needsDevice", i.active, i.position,
  (SELECT count(*)::int FROM self_help_solved s WHERE s.school_id = i.school_id AND s.issue_id = i.id) AS "solvedBySelfHelp"`;

const all = statement('issue.all', `SELECT ${columns} FROM issue i WHERE i.school_id = $1 ORDER BY i.position, i.id`);
const one = statement('issue.one', `SELECT ${columns} FROM issue i WHERE i.school_id = $1 AND i.id = $2`);

export type NewIssue = Omit<Issue, 'version' | 'solvedBySelfHelp'>;

/** The issue catalogue. Texts are stored as they are shown, in every language of the school. */
@Injectable()
export class IssuesStore {
  async all(tx: Tx): Promise<Issue[]> {
    return tx.rows<Issue>(all, [tx.schoolId]);
  }

  async one(tx: Tx, id: string): Promise<Issue | undefined> {
    return tx.first<Issue>(one, [tx.schoolId, id]);
  }

  /** Inserts many at once. */
  async insert(tx: Tx, issues: readonly NewIssue[]): Promise<void> {
    await tx.rows(
      `INSERT INTO issue (school_id, id, picture, name, self_help, kindly, checklist, fixes, skill, priority, audience, needs_device, active, position)
       SELECT $1, x.id, x.picture, x.name, x."selfHelp", x.kindly, x.checklist, x.fixes, x.skill, x.priority, x.audience, x."needsDevice", x.active, x.position
       FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, picture text, name jsonb, "selfHelp" jsonb, kindly jsonb, checklist jsonb, fixes jsonb, skill text,
         priority text, audience text, "needsDevice" boolean, active boolean, position int)`,
      [tx.schoolId, JSON.stringify(issues)],
    );
  }

  /** Writes the issue if it still has the version seen; answers whether it had. */
  async replace(tx: Tx, issue: NewIssue, seen: number): Promise<boolean> {
    const rows = await tx.rows(
      `UPDATE issue SET picture = $4, name = $5, self_help = $6, kindly = $7, checklist = $8, fixes = $9, skill = $10, priority = $11, audience = $12,
         needs_device = $13, active = $14, position = $15, version = version + 1 WHERE school_id = $1 AND id = $2 AND version = $3 RETURNING id`,
      [
        tx.schoolId,
        issue.id,
        seen,
        issue.picture,
        JSON.stringify(issue.name),
        JSON.stringify(issue.selfHelp),
        JSON.stringify(issue.kindly),
        JSON.stringify(issue.checklist),
        JSON.stringify(issue.fixes),
        issue.skill,
        issue.priority,
        issue.audience,
        issue.needsDevice,
        issue.active,
        issue.position,
      ],
    );
    return rows.length > 0;
  }

  /** Counts a problem solved by the steps; the same id counts once. */
  async countSelfHelp(tx: Tx, solved: { id: string; issueId: string; deskId: string }): Promise<boolean> {
    const rows = await tx.rows(
      'INSERT INTO self_help_solved (school_id, id, issue_id, desk_id) VALUES ($1, $2, $3, $4) ON CONFLICT (school_id, id) DO NOTHING RETURNING id',
      [tx.schoolId, solved.id, solved.issueId, solved.deskId],
    );
    return rows.length > 0;
  }
}
