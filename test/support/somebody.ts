import type { Role } from '@firstbell/contracts/operation';
import type { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';

/** Somebody of one role and of no other: a person, or a paired station. */
export interface Somebody {
  readonly id: string;
  readonly role: Role;
  readonly schoolId: string;
}

export const isStation = (role: Role): boolean => role === 'kiosk' || role === 'board';

/** A person with an account, whose password is the demo coach's, or a station of this desk. */
export async function somebodyOf(postgres: Postgres, role: Role, school: { id: string; deskId: string }): Promise<Somebody> {
  const id = uuid();
  if (isStation(role)) {
    await postgres.query(`INSERT INTO station (school_id, id, desk_id, kind, name) VALUES ($1, $2, $3, $4, $4)`, [
      school.id,
      id,
      school.deskId,
      role,
    ]);
  } else {
    await postgres.query(
      `INSERT INTO account (id, email, password_hash)
       SELECT $1, $2, a.password_hash FROM account a WHERE a.email = 'coach@demo.example'`,
      [id, `${id}@demo.example`],
    );
    await postgres.query(
      `INSERT INTO person (school_id, id, account_id, given_name, family_name, search_name, roles) VALUES ($1, $2, $2, 'Sam', 'South', 'sam south', $3)`,
      [school.id, id, [role]],
    );
  }
  return { id, role, schoolId: school.id };
}

/** A new session of theirs, as the cookie that carries it. */
export async function sessionOf(postgres: Postgres, { id, role, schoolId }: Somebody, expiresIn = '1 hour'): Promise<string> {
  const secret = uuid();
  await postgres.query(
    `INSERT INTO session (id_hash, id, school_id, person_id, station_id, expires_at) VALUES (sha256($1), $2, $3, $4, $5, now() + $6::interval)`,
    [Buffer.from(secret), uuid(), schoolId, isStation(role) ? null : id, isStation(role) ? id : null, expiresIn],
  );
  return `firstbell_session=${secret}`;
}
