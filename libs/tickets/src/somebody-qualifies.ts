/**
 * SQL: is anybody on duty at the desk who may take a ticket of this skill? Whose ticket it is does not count, since nobody
 * works on their own, and an issue that needs no certificate is everybody's (`mustBeTrained`, `mustNotBeOwn`).
 */
export const somebodyQualifies = (of: { skill: string; schoolId: string; deskId: string; personId: string }): string => `
  (${of.skill} IS NULL OR EXISTS (SELECT 1 FROM duty y JOIN person q ON q.school_id = y.school_id AND q.id = y.person_id
    WHERE y.school_id = ${of.schoolId} AND y.desk_id = ${of.deskId} AND y.until IS NULL AND q.id IS DISTINCT FROM ${of.personId}
      AND (${of.skill} = ANY(q.skills) OR 'coach' = ANY(q.roles))))`;
