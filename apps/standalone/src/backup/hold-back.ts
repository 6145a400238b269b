import type { Client } from 'pg';

/*
 * What a backup says is still to be done may have been done after it was taken: a mail would go out twice, a provider be
 * told who had a laptop last week. A person looks first, and then ends the pause. Whoever was signed in signs in again,
 * because a session ended since then must not be open again; paired screens stay paired.
 */
const held = [
  { table: 'mailing', change: `UPDATE mailing SET state = 'paused', version = version + 1 WHERE state = 'running'` },
  { table: 'directory_provider', change: pauseOf('directory_provider', 'directory', `kind <> 'built_in'`) },
  { table: 'device_management', change: pauseOf('device_management', 'device_management', 'true') },
  { table: 'session', change: `UPDATE session SET ended_at = now() WHERE ended_at IS NULL AND person_id IS NOT NULL` },
];

/**
 * Stops everything that reaches outside of a restored database, and writes down in its log that it was restored. In the
 * transaction that restores it: so it may be of an older schema, where one of the tables was not there yet.
 */
export async function holdBack(client: Client, takenAt: string): Promise<void> {
  for (const { table, change } of held) {
    const { rows } = await client.query<{ is: boolean }>(`SELECT to_regclass('public.' || $1) IS NOT NULL AS is`, [table]);
    if (rows[0]?.is === true) await client.query(change);
  }
  await client.query(
    `INSERT INTO event (school_id, type, subject_type, subject_id, version, data)
     SELECT id, 'school.restored', 'school', id, version, jsonb_build_object('takenAt', $1::text) FROM school`,
    [takenAt],
  );
}

function pauseOf(table: string, subject: string, which: string): string {
  return `UPDATE ${table} SET paused_until = '9999-01-01Z', pause_code = '${subject}.paused_by_person',
    pause_reason = 'Restored from a backup: see what was done since it was taken, then go on.', version = version + 1 WHERE ${which}`;
}
