import type { Audience, Priority } from '@firstbell/contracts/issues';
import type { BoardRow, EscalationReason, HoldReason, LineRow, TicketState } from '@firstbell/contracts/tickets';
import type { Language } from '@firstbell/contracts/values';

/** A ticket as the statements below read it: the line's columns and what deciding needs. */
export interface TicketRow {
  id: string;
  desk_id: string;
  version: number;
  code: string;
  state: TicketState;
  priority: Priority;
  audience: Audience;
  issue_id: string;
  person_id: string | null;
  student_name: string;
  device_tag: string | null;
  language: Language;
  filed_at: Date;
  line_rank: Date;
  skill: string | null;
  claimed_by: string | null;
  holder_name: string | null;
  claimed_at: Date | null;
  claim_expires_at: Date | null;
  on_bench: boolean;
  hold_reason: HoldReason | null;
  hold_until: Date | null;
  escalation_reason: EscalationReason | null;
  escalated_by: string | null;
  /** Escalated and not given back since, whoever has it in hand. */
  with_coach: boolean;
  reopened: number;
  resolutions: number;
  resolved_by: string | null;
  resolved_at: Date | null;
  claims: number;
  frozen_at: Date | null;
}

/** For `FROM ticket t` joined as in `lineJoins`. */
export const lineColumns = `
  t.id, t.desk_id, t.version, t.code, t.state, t.priority, t.audience, t.issue_id, t.person_id,
  coalesce(s.display_name, t.typed_name) AS student_name, d.tag AS device_tag, t.language, t.filed_at, t.line_rank, t.skill,
  t.claimed_by, h.display_name AS holder_name, t.claimed_at, t.claim_expires_at, t.on_bench, t.hold_reason, t.hold_until,
  t.escalation_reason, t.escalated_by, t.with_coach, t.reopened, t.resolutions, t.resolved_by, t.resolved_at, t.claims, k.frozen_at`;

export const lineJoins = `
  JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
  LEFT JOIN person s ON s.school_id = t.school_id AND s.id = t.person_id
  LEFT JOIN device d ON d.school_id = t.school_id AND d.id = t.device_id
  LEFT JOIN person h ON h.school_id = t.school_id AND h.id = t.claimed_by`;

/** What the live line shows of a ticket. */
export function toLineRow(row: TicketRow): LineRow {
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    state: row.state,
    priority: row.priority,
    audience: row.audience,
    issueId: row.issue_id,
    studentName: row.student_name,
    deviceTag: row.device_tag,
    language: row.language,
    filedAt: row.filed_at.toISOString(),
    lineRank: row.line_rank.toISOString(),
    skill: row.skill,
    claimedBy: row.claimed_by === null ? null : { id: row.claimed_by, name: row.holder_name ?? '' },
    claimExpiresAt: row.frozen_at === null ? (row.claim_expires_at?.toISOString() ?? null) : null,
    onBench: row.on_bench,
    holdReason: row.hold_reason,
    holdUntil: row.hold_until?.toISOString() ?? null,
    escalationReason: row.escalation_reason,
    reopened: row.reopened,
  };
}

/** What the public board shows of it: its code while someone works on it, it is ready or its student is in class, else nothing. */
export function toBoardRow(row: TicketRow): BoardRow | null {
  if (row.audience === 'coach') return null;
  const since = (row.claimed_at ?? row.filed_at).toISOString();
  if (row.state === 'claimed') return { id: row.id, version: row.version, code: row.code, showing: 'serving', since };
  if (row.state === 'held' && row.hold_reason === 'ready_for_pickup')
    return { id: row.id, version: row.version, code: row.code, showing: 'ready', since };
  if (row.state === 'held' && row.hold_reason === 'student_in_class')
    return { id: row.id, version: row.version, code: row.code, showing: 'in_class', since };
  return null;
}
