import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person's session is over seven days after the sign-in, however much it is used; a paired screen stays. */
export class SessionLimit1795601200000 implements MigrationInterface {
  readonly name = 'SessionLimit1795601200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sessionByHash(`AND (s.person_id IS NULL OR s.created_at > now() - interval '7 days')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sessionByHash(''));
  }
}

/** Its owner and who may call it stay when it is replaced. */
const sessionByHash = (limit: string): string => `
  CREATE OR REPLACE FUNCTION session_by_hash(hash bytea)
  RETURNS TABLE (id uuid, school_id uuid, time_zone text, expires_at timestamptz, seen_at timestamptz, person_id uuid, account_id uuid,
    must_change_password boolean, roles text[], skills text[], station_id uuid, station_kind text, desk_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  #variable_conflict use_column
  BEGIN RETURN QUERY
    SELECT s.id, s.school_id, c.time_zone, s.expires_at, s.seen_at,
           s.person_id, p.account_id, a.must_change_password, p.roles, p.skills, s.station_id, t.kind, t.desk_id
    FROM session s
    JOIN school c ON c.id = s.school_id
    LEFT JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id AND p.status = 'active'
    LEFT JOIN account a ON a.id = p.account_id
    LEFT JOIN station t ON t.school_id = s.school_id AND t.id = s.station_id AND t.unpaired_at IS NULL
    WHERE s.id_hash = hash AND s.ended_at IS NULL AND s.expires_at > now() ${limit};
  END $$`;
