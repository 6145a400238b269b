import type { Client } from 'pg';

/*
 * What a backup says is still to be done may have been done after it was taken: a mail would go out twice, a provider be
 * told who had a laptop last week. A person looks first, and then ends the pause. Whoever was signed in signs in again,
 * because a session ended since then must not be open again; paired screens stay paired.
 */
const held = [
  `UPDATE mailing SET state = 'paused', version = version + 1 WHERE state = 'running'`,
  pauseOf('directory_provider', 'directory', `kind <> 'built_in'`),
  pauseOf('device_management', 'device_management', 'true'),
  `UPDATE session SET ended_at = now() WHERE ended_at IS NULL AND person_id IS NOT NULL`,
];

/** Stops everything that reaches outside of a restored database, and writes down in its log that it was restored. */
export async function holdBack(client: Client, takenAt: string): Promise<void> {
  await client.query('BEGIN');
  for (const statement of held) await client.query(statement);
  await client.query(
    `INSERT INTO event (school_id, type, subject_type, subject_id, version, data)
     SELECT id, 'school.restored', 'school', id, version, jsonb_build_object('takenAt', $1::text) FROM school`,
    [takenAt],
  );
  await client.query('COMMIT');
}

function pauseOf(table: string, subject: string, which: string): string {
  return `UPDATE ${table} SET paused_until = '9999-01-01Z', pause_code = '${subject}.paused_by_person',
    pause_reason = 'Restored from a backup: see what was done since it was taken, then go on.', version = version + 1 WHERE ${which}`;
}
