import { Injectable } from '@nestjs/common';
import type { MailAudience, mailingOperations } from '@firstbell/contracts/mailing';
import type { OutputOf } from '@firstbell/contracts/operation';
import type { Tx } from '@firstbell/platform';
import { accountOfPersonSql, addressSql, personFieldsSql } from './person-fields.sql.js';

export interface AudiencePerson {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly to: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** Whoever fits every list that is not empty. */
const matching = `FROM person p
  WHERE p.school_id = $1 AND p.status = 'active'
    AND (cardinality($2::text[]) = 0 OR p.roles && $2) AND (cardinality($3::text[]) = 0 OR p.grade = ANY ($3))
    AND (cardinality($4::text[]) = 0 OR p.homeroom = ANY ($4))
    AND (cardinality($5::uuid[]) = 0 OR EXISTS (SELECT 1 FROM enrollment e
      WHERE e.school_id = p.school_id AND e.person_id = p.id AND e.class_id = ANY ($5) AND e.status = 'active'))
    AND (cardinality($6::uuid[]) = 0 OR EXISTS (SELECT 1 FROM rollout_student r
      WHERE r.school_id = p.school_id AND r.person_id = p.id AND r.plan_id = ANY ($6) AND r.cancelled_at IS NULL))
    AND (cardinality($7::uuid[]) = 0 OR p.id = ANY ($7))`;

/** Parts of the roster, and how many people each has. */
@Injectable()
export class AudienceStore {
  async people(tx: Tx, { roles, grades, homerooms, classIds, planIds, personIds }: MailAudience): Promise<AudiencePerson[]> {
    return tx.rows<AudiencePerson>(
      `SELECT q.id, q.name, q.language, q."to", to_jsonb(q) AS fields FROM (
         SELECT p.id, p.display_name AS name, p.language, p.search_name, ${addressSql} AS "to", ${personFieldsSql}
         ${matching.replace('FROM person p', `FROM person p ${accountOfPersonSql}`)}) q
       ORDER BY q.search_name, q.id`,
      [tx.schoolId, roles, grades, homerooms, classIds, planIds, personIds],
    );
  }

  async choices(tx: Tx): Promise<OutputOf<(typeof mailingOperations)['mailAudienceChoices']>> {
    const row = await tx.first<{ choices: OutputOf<(typeof mailingOperations)['mailAudienceChoices']> }>(
      `WITH active AS (SELECT id, roles, grade, homeroom FROM person WHERE school_id = $1 AND status = 'active')
       SELECT json_build_object(
         'roles', coalesce((SELECT json_agg(json_build_object('value', value, 'people', people) ORDER BY people DESC, value)
           FROM (SELECT unnest(roles) AS value, count(*)::int AS people FROM active GROUP BY 1) r), '[]'),
         'grades', coalesce((SELECT json_agg(json_build_object('value', grade, 'people', people) ORDER BY grade)
           FROM (SELECT grade, count(*)::int AS people FROM active WHERE grade <> '' GROUP BY 1) g), '[]'),
         'homerooms', coalesce((SELECT json_agg(json_build_object('value', homeroom, 'people', people) ORDER BY homeroom)
           FROM (SELECT homeroom, count(*)::int AS people FROM active WHERE homeroom <> '' GROUP BY 1) h), '[]'),
         'classes', coalesce((SELECT json_agg(json_build_object('id', id, 'title', title, 'people', people) ORDER BY title, id)
           FROM (SELECT c.id, c.title, count(DISTINCT e.person_id)::int AS people FROM class c
             JOIN enrollment e ON e.school_id = c.school_id AND e.class_id = c.id AND e.status = 'active' JOIN active a ON a.id = e.person_id
             WHERE c.school_id = $1 AND c.status = 'active' GROUP BY c.id, c.title) k), '[]'),
         'plans', coalesce((SELECT json_agg(json_build_object('id', id, 'name', name, 'people', people) ORDER BY created_at DESC)
           FROM (SELECT p.id, p.name, p.created_at, count(*)::int AS people FROM rollout_plan p
             JOIN rollout_student s ON s.school_id = p.school_id AND s.plan_id = p.id AND s.cancelled_at IS NULL
             WHERE p.school_id = $1 GROUP BY p.id, p.name, p.created_at) l), '[]')) AS choices`,
      [tx.schoolId],
    );
    return row?.choices ?? { roles: [], grades: [], homerooms: [], classes: [], plans: [] };
  }

  /** Waiting in running mailings of the school: they go first. */
  async waiting(tx: Tx): Promise<number> {
    const row = await tx.first<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM mailing m JOIN mail_item i ON i.school_id = m.school_id AND i.mailing_id = m.id AND i.state = 'waiting'
       WHERE m.school_id = $1 AND m.state = 'running'`,
      [tx.schoolId],
    );
    return row?.waiting ?? 0;
  }
}
