import { Injectable } from '@nestjs/common';
import type { AgreementKey, CheckOutView } from '@firstbell/contracts/circulation';
import type { Tx } from '@firstbell/platform';
import type { ListedAgreement } from './agreements-file.js';

export interface WhoseAgreement {
  readonly line: number;
  readonly value: string;
  /** How many of the roster it may be; 1 is as it should be. */
  readonly people: number;
  readonly personId: string | null;
  readonly left: boolean;
  readonly already: boolean;
}

/** The column of the roster, without regard to case where the other side has none. */
const column: Readonly<Record<AgreementKey, string>> = {
  badge: 'p.badge',
  sourceId: 'p.source_id',
  email: 'lower(p.email)',
  username: 'lower(p.username)',
};
const foldsCase: readonly AgreementKey[] = ['email', 'username'];

@Injectable()
export class AgreementsStore {
  /** Whose each row is, all at once. Whoever stands there twice is told of at the first row. */
  async whose(tx: Tx, kind: CheckOutView['kind'], key: AgreementKey, listed: readonly ListedAgreement[]): Promise<WhoseAgreement[]> {
    const given = foldsCase.includes(key) ? 'lower(g.value)' : 'g.value';
    return tx.rows<WhoseAgreement & Record<string, unknown>>(
      `SELECT g.line, g.value, count(p.id)::int AS people, (array_agg(p.id ORDER BY p.status, p.id))[1] AS "personId",
         coalesce(bool_and(p.status <> 'active'), false) AS left, coalesce(bool_or(a.person_id IS NOT NULL), false) AS already
       FROM jsonb_to_recordset($2::jsonb) AS g(line int, value text)
       LEFT JOIN person p ON p.school_id = $1 AND ${column[key]} = ${given}
       LEFT JOIN device_agreement a ON a.school_id = $1 AND a.person_id = p.id AND a.kind = $3
       GROUP BY g.line, g.value ORDER BY g.line`,
      [tx.schoolId, JSON.stringify(listed.map(({ line, value }) => ({ line, value }))), kind],
    );
  }

  /** Answers how many were not on file before. */
  async putOnFile(
    tx: Tx,
    kind: CheckOutView['kind'],
    byId: string,
    agreements: readonly { personId: string; signedOn: string }[],
  ): Promise<number> {
    const row = await tx.first<{ count: number }>(
      `WITH added AS (
         INSERT INTO device_agreement (school_id, person_id, kind, signed_on, by_id)
         SELECT $1, x.person_id, $2, x.signed_on, $3 FROM jsonb_to_recordset($4::jsonb) AS x(person_id uuid, signed_on date)
         ON CONFLICT DO NOTHING RETURNING 1)
       SELECT count(*)::int AS count FROM added`,
      [tx.schoolId, kind, byId, JSON.stringify(agreements.map(({ personId, signedOn }) => ({ person_id: personId, signed_on: signedOn })))],
    );
    return row?.count ?? 0;
  }
}
