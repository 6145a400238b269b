import { relayLag } from '@firstbell/platform';
import type { Client } from 'pg';
import { warning, well, wrong, type Finding } from './finding.js';

/** The relay reads at least every five seconds. */
const lateSeconds = 60;

const overdue = `
  SELECT (SELECT count(*)::int FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
          WHERE t.state = 'claimed' AND t.claim_expires_at < now() - interval '2 minutes' AND k.frozen_at IS NULL) AS claims,
         (SELECT count(*)::int FROM roster_import WHERE state = 'uploaded' AND started_at < now() - interval '2 minutes')
         + (SELECT count(*)::int FROM device_import WHERE state = 'uploaded' AND started_at < now() - interval '2 minutes') AS files`;

/** What is left undone tells that no worker runs. */
export async function examineWorker(relay: Client): Promise<Finding> {
  const about = 'worker';
  const [left] = (await relay.query<{ claims: number; files: number }>(overdue)).rows;
  const [lag] = (await relay.query<{ seconds: number }>(relayLag)).rows;
  const undone = [
    (left?.claims ?? 0) > 0 && `${left?.claims} claims have run out and were not given back`,
    (left?.files ?? 0) > 0 && `${left?.files} uploaded files were not read`,
    (lag?.seconds ?? 0) > lateSeconds && `what happened ${Math.round(lag?.seconds ?? 0)} s ago was not handed on yet`,
  ].filter((text) => text !== false);
  if (undone.length === 0) return well(about, 'nothing is left undone');
  return wrong(
    about,
    'worker.not_running',
    undone.join('; '),
    'The worker does not run or cannot reach its queue. Start Firstbell again and look at its output. Nothing is lost meanwhile.',
  );
}

const pauses = {
  mail_sender: { about: 'mail', code: 'mail.paused', page: 'Mail' },
  directory_provider: { about: 'directory', code: 'directory.paused', page: 'Settings, Directory' },
  device_management: { about: 'device management', code: 'device_management.paused', page: 'Settings, Device management' },
} as const;

/** What stands still at which school, and why. */
export async function examinePauses(relay: Client): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [table, { about, code, page }] of Object.entries(pauses)) {
    const { rows } = await relay.query<{ school: string; until: Date | null; code: string | null; reason: string | null }>(
      `SELECT s.name AS school, CASE WHEN isfinite(p.paused_until) THEN p.paused_until END AS until, p.pause_code AS code, p.pause_reason AS reason
       FROM ${table} p JOIN school s ON s.id = p.school_id WHERE p.paused_until > now() ORDER BY s.name`,
    );
    if (rows.length === 0) findings.push(well(about, 'nothing stands still'));
    for (const row of rows) {
      const until = row.until === null ? 'until somebody resumes it' : `until ${row.until.toISOString()}`;
      const why = [row.code, row.reason].filter((text) => text !== null).join(': ') || 'somebody paused it';
      const cure = `Correct what it says, then resume it on the page ${page}. A daily cap ends by itself.`;
      findings.push(warning(about, code, `${row.school} stands still ${until} (${why})`, cure));
    }
  }
  return findings;
}

export async function examineDemo(relay: Client): Promise<Finding> {
  const about = 'demo accounts';
  const { rows } = await relay.query<{ n: number }>(
    `SELECT count(DISTINCT a.id)::int AS n FROM account a JOIN person p ON p.account_id = a.id JOIN school s ON s.id = p.school_id WHERE s.demo`,
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0) return well(about, 'none');
  return warning(
    about,
    'demo.accounts',
    `${n} accounts of the demo school can sign in with the demo password`,
    'Fine for a look around. For a real school start with FIRSTBELL_DEMO=0 on a new DATA_DIR.',
  );
}
