import { v7 as uuid } from 'uuid';
import type { DeskSchool } from './desk-school.js';

/** When what happened to a ticket; what did not is left out. */
export interface PastTicket {
  filed: Date;
  claimed?: Date;
  resolved?: Date;
  issueId?: string;
  claims?: number;
  reopened?: number;
  escalatedBy?: string;
  filedBy?: string;
  state?: string;
  /** The name someone new typed. */
  typedName?: string;
}
let number = 0;

/** A ticket of the battery, filed at the kiosk, as it stands after all that happened to it. Answers its id. */
export async function pastTicket(
  school: DeskSchool,
  {
    filed,
    claimed,
    resolved,
    issueId = school.issues.battery,
    claims = claimed ? 1 : 0,
    reopened = 0,
    escalatedBy,
    filedBy = school.kiosk.id,
    state,
    typedName = 'Someone new',
  }: PastTicket,
): Promise<string> {
  const id = uuid();
  number += 1;
  const now = state ?? (resolved ? 'resolved' : claimed ? 'claimed' : 'waiting');
  await school.sql(
    `INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, typed_name, language, priority, audience, state, filed_at, filed_by, filing_hash, line_rank,
                         claimed_by, first_claimed_at, claims, resolved_at, resolved_by, resolutions, reopened, escalated_by)
     VALUES ($1, $2, $3, ($4::timestamptz AT TIME ZONE 'America/Chicago')::date, $5, 'B-' || $5::int, $6, $17, 'en', 'normal', 'desk', $7, $4, $8, 'x', $4, $9, $10, $11, $12, $13, $14, $15, $16)`,
    id,
    school.deskId,
    filed,
    number,
    issueId,
    now,
    filedBy,
    now === 'claimed' ? school.assistants[0].id : null,
    claimed ?? null,
    claims,
    resolved ?? null,
    resolved ? school.assistants[0].id : null,
    resolved ? 1 : 0,
    reopened,
    escalatedBy ?? null,
    typedName,
  );
  return id;
}
