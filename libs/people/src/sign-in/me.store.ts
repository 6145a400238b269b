import { Injectable } from '@nestjs/common';
import type { Me } from '@firstbell/contracts/people';
import { notFound, type Actor, type Tx } from '@firstbell/platform';

@Injectable()
export class MeStore {
  async of(tx: Tx, actor: Actor): Promise<Me> {
    const row = await tx.first<{ name: string; language: Me['language']; school: Me['school']; desks: Me['desks'] }>(
      `SELECT coalesce(p.display_name, t.name) AS name, coalesce(p.language, 'en') AS language,
              json_build_object('id', s.id, 'name', s.name, 'timeZone', s.time_zone, 'demo', s.demo) AS school,
              (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'letter', k.letter) ORDER BY k.letter), '[]') FROM desk k
                WHERE k.school_id = s.id AND ($3::uuid IS NULL OR k.id = $3)) AS desks
       FROM school s LEFT JOIN person p ON p.school_id = s.id AND p.id = $2 LEFT JOIN station t ON t.school_id = s.id AND t.id = $2 WHERE s.id = $1`,
      [tx.schoolId, actor.id, actor.kind === 'station' ? actor.deskId : null],
    );
    if (row === undefined) throw notFound('school');
    return {
      kind: actor.kind,
      id: actor.id,
      name: row.name,
      roles: [...actor.roles],
      school: row.school,
      desks: row.desks,
      deskId: actor.kind === 'station' ? actor.deskId : null,
      language: row.language,
      mustChangePassword: actor.kind === 'person' && actor.mustChangePassword === true,
      mustSetUpSecondFactor: actor.kind === 'person' && actor.mustSetUpSecondFactor === true,
    };
  }
}
