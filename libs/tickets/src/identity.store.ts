import { Injectable } from '@nestjs/common';
import type { Identified } from '@firstbell/contracts/tickets';
import type { Language } from '@firstbell/contracts/values';
import { FirstbellError, statement, type Actor, type Tx } from '@firstbell/platform';

const scanned = statement(
  'kiosk.scan',
  `
  SELECT p.id AS person_id, NULL::uuid AS device_id, NULL AS device_state FROM person p WHERE p.school_id = $1 AND p.badge = $2 AND p.status = 'active'
  UNION ALL
  SELECT v.holder_id, v.id, v.state FROM device v WHERE v.school_id = $1 AND (v.tag = $2 OR v.serial = $2)
  LIMIT 2`,
);

const person = statement(
  'kiosk.person',
  `
  SELECT p.id, p.display_name AS name, p.language, p.homeroom,
    (SELECT coalesce(json_agg(json_build_object('id', v.id, 'tag', v.tag, 'model', v.model, 'state', v.state) ORDER BY v.tag), '[]') FROM device v
      WHERE v.school_id = $1 AND v.holder_id = p.id AND v.state <> 'retired') AS devices,
    (SELECT coalesce(json_agg(json_build_object('id', t.id, 'code', t.code, 'state', t.state, 'issueId', t.issue_id, 'holdReason', t.hold_reason,
        'holdUntil', to_char(t.hold_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'place',
        CASE WHEN t.state = 'waiting' AND t.audience = 'desk' THEN 1 + (SELECT count(*) FROM (SELECT 1 FROM ticket w WHERE w.school_id = $1 AND w.desk_id = t.desk_id
          AND w.state = 'waiting' AND w.audience = 'desk' AND (w.line_rank, w.id) < (t.line_rank, t.id) LIMIT 100) w) END, 'private', t.audience = 'coach') ORDER BY t.filed_at), '[]') FROM ticket t
      WHERE t.school_id = $1 AND t.person_id = p.id AND t.state IN ('waiting', 'claimed', 'held', 'escalated')
        AND ($3 OR t.audience = 'desk')) AS open_tickets,
    (SELECT json_build_object('ticketId', t.id, 'code', t.code, 'issueId', t.issue_id) FROM ticket t
      WHERE t.school_id = $1 AND t.person_id = p.id AND t.state = 'resolved' AND t.resolved_at > now() - interval '7 days'
        AND ($3 OR t.audience = 'desk')
        AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.school_id = $1 AND f.ticket_id = t.id AND f.resolution = t.resolutions)
      ORDER BY t.resolved_at DESC LIMIT 1) AS feedback_due,
    (SELECT json_build_object('tag', v.tag, 'model', v.model, 'dueOn', c.due_on) FROM check_out c
      JOIN device v ON v.school_id = c.school_id AND v.id = c.device_id JOIN school s ON s.id = c.school_id
      WHERE c.school_id = $1 AND c.person_id = p.id AND c.kind = 'loaner' AND c.in_at IS NULL AND c.due_on < (now() AT TIME ZONE s.time_zone)::date
      ORDER BY c.due_on, c.id LIMIT 1) AS overdue_loaner,
    (SELECT json_build_object('foundId', f.id, 'tag', v.tag, 'model', v.model, 'atDesk', f.taken_in_at IS NOT NULL) FROM found_laptop f
      JOIN device v ON v.school_id = f.school_id AND v.id = f.device_id
      WHERE f.school_id = $1 AND f.ended_at IS NULL AND v.holder_id = p.id ORDER BY f.found_at, f.id LIMIT 1) AS found_laptop
  FROM person p WHERE p.school_id = $1 AND p.id = $2 AND p.status = 'active'`,
);

const named = statement(
  'kiosk.names',
  `
  SELECT id, display_name AS name, homeroom FROM person
  WHERE school_id = $1 AND status = 'active' AND (search_name LIKE $2 OR search_name LIKE $3) ORDER BY display_name LIMIT 5`,
);

interface PersonRow {
  id: string;
  name: string;
  language: Language;
  homeroom: string | null;
  devices: Identified['devices'];
  open_tickets: Identified['openTickets'];
  feedback_due: Identified['feedbackDue'];
  overdue_loaner: Identified['overdueLoaner'];
  found_laptop: Identified['foundLaptop'];
}

/** Who scanned, and whether "Yes, it is mine" was said of what they scanned. */
export interface Asked {
  readonly actor: Actor;
  readonly mine: boolean;
}

/** Nothing about a laptop's holder, not even that there is one, before whoever stands at the kiosk says it is theirs. */
function mustBeTheirs({ actor, mine }: Asked): void {
  if (mine || actor.kind === 'person') return;
  throw new FirstbellError(
    'scan.whose_laptop',
    409,
    'This is the tag of a laptop. Say whether it is yours: if it is, send the scan again with “mine”; if you found it, report it.',
    { field: 'mine' },
  );
}

/** Who stands before the kiosk: by badge, by tag, by name. */
@Injectable()
export class IdentityStore {
  /** The person of a badge, or the holder of a device once `asked` may know. Leading zeros count. */
  async byScan(tx: Tx, scan: string, asked: Asked): Promise<{ personId: string; deviceId: string | null }> {
    const rows = await tx.rows<{ person_id: string | null; device_id: string | null; device_state: string | null }>(scanned, [
      tx.schoolId,
      scan,
    ]);
    const found = rows[0];
    if (found === undefined) {
      throw new FirstbellError(
        'scan.unknown',
        404,
        'This badge or tag is not known at this school. Scan again, look for your name, or choose “I’m new”.',
        { field: 'scan' },
      );
    }
    if (rows.length > 1) {
      throw new FirstbellError(
        'scan.ambiguous',
        409,
        'Two entries carry this number. Look for your name instead; the desk will settle it.',
        { field: 'scan' },
      );
    }
    if (found.device_id !== null) mustBeTheirs(asked);
    if (found.person_id === null) {
      throw new FirstbellError('device.nobodys', 409, 'This device is not checked out to anyone. Scan your badge or look for your name.', {
        field: 'scan',
        facts: { state: found.device_state },
      });
    }
    return { personId: found.person_id, deviceId: found.device_id };
  }

  async deviceByTag(tx: Tx, tag: string): Promise<string> {
    const row = await tx.first<{ id: string }>('SELECT id FROM device WHERE school_id = $1 AND (tag = $2 OR serial = $2)', [
      tx.schoolId,
      tag,
    ]);
    if (row === undefined)
      throw new FirstbellError('device.unknown', 404, 'This tag is not known at this school. Scan it again, or go on without a device.', {
        field: 'deviceTag',
      });
    return row.id;
  }

  /** Tickets for the coach's eyes are among theirs only when `privateToo`. */
  async identified(tx: Tx, personId: string, scannedDeviceId: string | null, privateToo: boolean): Promise<Identified | undefined> {
    const row = await tx.first<PersonRow>(person, [tx.schoolId, personId, privateToo]);
    if (row === undefined) return undefined;
    return {
      person: { id: row.id, name: row.name, language: row.language, homeroom: row.homeroom },
      devices: row.devices,
      scannedDeviceId,
      openTickets: row.open_tickets,
      feedbackDue: row.feedback_due,
      overdueLoaner: row.overdue_loaner,
      foundLaptop: row.found_laptop,
    };
  }

  /** At most five active people one of whose names begins so; `prefix` as `searchName` makes it. */
  async named(tx: Tx, prefix: string): Promise<{ id: string; name: string; homeroom: string | null }[]> {
    const escaped = prefix.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
    return tx.rows(named, [tx.schoolId, `${escaped}%`, `% ${escaped}%`]);
  }
}
