import * as z from 'zod';
import { audience, priority } from './issues.js';
import { defineOperations, done, nothing } from './operation.js';
import { deviceState } from './devices.js';
import { day, freeText, id, instant, language, personBrief, shortText } from './values.js';

export const ticketStates = ['waiting', 'claimed', 'held', 'escalated', 'resolved', 'cancelled'] as const;
export const ticketState = z.enum(ticketStates);
export type TicketState = (typeof ticketStates)[number];

export const holdReasons = ['trying_self_help', 'student_in_class', 'waiting_for_part', 'ready_for_pickup', 'other'] as const;
export const holdReason = z.enum(holdReasons);
export type HoldReason = (typeof holdReasons)[number];

export const escalationReasons = [
  'needs_adult',
  'beyond_my_training',
  'device_damage',
  'account_or_password',
  'upset_person',
  'other',
] as const;
export const escalationReason = z.enum(escalationReasons);
export type EscalationReason = (typeof escalationReasons)[number];

export const outOfOrderReasons = ['i_know_this_one', 'same_problem_as_mine', 'student_has_to_leave', 'coach_asked', 'other'] as const;
export const outOfOrderReason = z.enum(outOfOrderReasons);
export type OutOfOrderReason = (typeof outOfOrderReasons)[number];

export const cancelReasons = ['walked_away', 'solved_itself', 'duplicate', 'filed_by_mistake'] as const;
export const cancelReason = z.enum(cancelReasons);
export type CancelReason = (typeof cancelReasons)[number];

/** A ticket as a row of the desk's live line: what is needed to draw it, nothing more about the student. */
export const lineRow = z.object({
  id,
  version: z.number().int(),
  /** What the ticket is called in public, `B-14`. */
  code: z.string(),
  state: ticketState,
  priority,
  audience,
  issueId: id,
  /** Preferred name and last initial, or the name someone new typed. */
  studentName: z.string(),
  deviceTag: z.string().nullable(),
  language,
  filedAt: instant,
  /** Sorts the line, smallest first; ties by id. */
  lineRank: instant,
  skill: z.string().nullable(),
  claimedBy: personBrief.nullable(),
  /** When the claim goes back to the line; null while the device is on the bench or the desk is frozen. */
  claimExpiresAt: instant.nullable(),
  onBench: z.boolean(),
  holdReason: holdReason.nullable(),
  holdUntil: instant.nullable(),
  escalationReason: escalationReason.nullable(),
  reopened: z.number().int(),
});
export type LineRow = z.output<typeof lineRow>;

/** A ticket as the public board shows it. */
export const boardRow = z.object({
  id,
  version: z.number().int(),
  code: z.string(),
  /** `in_class`: its place is kept while its student has class. */
  showing: z.enum(['serving', 'ready', 'in_class']),
  since: instant,
});
export type BoardRow = z.output<typeof boardRow>;

export const dutyRow = z.object({ person: personBrief, since: instant, skills: z.array(z.string()), holding: z.array(z.string()) });
export type DutyRow = z.output<typeof dutyRow>;

const attendant = z.object({
  person: personBrief,
  /** When they came; null while they have not. */
  since: instant.nullable(),
  /** On duty now. */
  isHere: z.boolean(),
});
export type Attendant = z.output<typeof attendant>;

export const attendance = z.object({
  day,
  /** Those that ring today. */
  periods: z.array(
    z.object({
      id,
      name: z.string(),
      startsAt: instant,
      endsAt: instant,
      expected: z.array(attendant),
      /** Who came without being expected. */
      others: z.array(attendant),
    }),
  ),
});
export type Attendance = z.output<typeof attendance>;

/** Minutes a student will probably wait; null everywhere when too little is known to say. */
export const waitRange = z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).nullable();
export type WaitRange = z.output<typeof waitRange>;

export const deskState = z.object({
  id,
  name: z.string(),
  letter: z.string(),
  version: z.number().int(),
  frozenAt: instant.nullable(),
  /** The period now, and when the bell rings; null outside the schedule. */
  period: z.object({ id, name: z.string(), endsAt: instant }).nullable(),
});
export type DeskState = z.output<typeof deskState>;

export const historyEntry = z.object({ at: instant, type: z.string(), by: z.string().nullable(), text: z.string().nullable() });

/** A ticket as the person who holds it sees it, with its history. */
export const ticketDetail = z.object({
  row: lineRow,
  description: z.string().nullable(),
  fix: z.string().nullable(),
  escalationNote: z.string().nullable(),
  /** Advice the coach gave when returning it. */
  advice: z.string().nullable(),
  notes: z.array(z.object({ id, by: z.string(), at: instant, body: z.string() })),
  history: z.array(historyEntry),
  /** The same person's earlier tickets; only for the holder and the coach. */
  earlier: z.array(z.object({ code: z.string(), issueId: id, filedAt: instant, state: ticketState, fix: z.string().nullable() })),
});
export type TicketDetail = z.output<typeof ticketDetail>;

/** `HH:MM` of the school. */
const wallClock = z.string();

/** The first answer to filing, given again whenever the same filing is repeated. */
export const filedTicket = z.object({
  id,
  code: z.string(),
  state: ticketState,
  version: z.number().int(),
  /** 1 is next; null when the ticket is not in the public line (private, or being tried). */
  place: z.number().int().nullable(),
  wait: waitRange,
  /**
   * Nobody on duty is trained for it, so the coach has been told; `comeBack`: when somebody trained is there today, if that is known.
   * `nobodyThere`: it needs no training, but nobody at all is on duty. The coach is not told of that.
   */
  nobodyQualified: z
    .object({ nobodyThere: z.boolean().optional(), comeBack: z.object({ period: z.string(), startsAt: wallClock }).nullable() })
    .nullish(),
  /** For the coach's eyes only, as its student wished or their words suggested; the board never shows it. */
  private: z.boolean().optional(),
});
export type FiledTicket = z.output<typeof filedTicket>;

export const kioskDevice = z.object({
  id,
  tag: z.string(),
  model: z.string(),
  state: deviceState,
});

/** The loaner that should have been back the longest. */
export const overdueLoaner = z.object({ tag: z.string(), model: z.string(), dueOn: day });

/** What a scan at the kiosk means. */
export const identified = z.object({
  person: z.object({ id, name: z.string(), language, homeroom: z.string().nullable() }),
  devices: z.array(kioskDevice),
  /** The device that was scanned, when it was a device. */
  scannedDeviceId: id.nullable(),
  openTickets: z.array(
    z.object({
      id,
      code: z.string(),
      state: ticketState,
      issueId: id,
      holdReason: holdReason.nullable(),
      holdUntil: instant.nullish(),
      place: z.number().int().nullable(),
      /** For the coach's eyes only. */
      private: z.boolean().optional(),
    }),
  ),
  /** A resolved ticket still waiting for its three taps. */
  feedbackDue: z.object({ ticketId: id, code: z.string(), issueId: id }).nullable(),
  /** The loaner that should have been back the longest. */
  overdueLoaner: overdueLoaner.nullable(),
  /** A laptop of theirs that somebody found and they do not have again. */
  foundLaptop: z.object({ foundId: id, tag: z.string(), model: z.string(), atDesk: z.boolean() }).nullish(),
});
export type Identified = z.output<typeof identified>;

const change = { ticketId: id, /** Made by the client; a repeat gets the first answer. */ requestId: id };
const staff = ['assistant', 'coach'] as const;
/** "Yes, it is mine", said of the scan: whoever finds a laptop must not become its holder by scanning its tag. */
const mine = z.boolean().optional();

export const ticketOperations = defineOperations({
  identify: {
    method: 'POST',
    path: '/api/kiosk/identify',
    summary:
      'Who or what was scanned: badge number or device tag, leading zeros kept. Of a tag a kiosk hears only once its holder is said to stand there',
    input: z.object({ scan: z.string().trim().min(1).max(64), mine }),
    output: identified,
    who: ['kiosk', 'assistant', 'coach'],
    whose: 'school',
    rate: { limit: 60, perSeconds: 60 },
  },
  searchNames: {
    method: 'GET',
    path: '/api/kiosk/names',
    summary: 'At most five people whose name begins so; three letters and on; off when the school says so',
    input: z.object({ search: z.string().trim().min(3, 'type at least three letters').max(60) }),
    output: z.object({ matches: z.array(z.object({ id, name: z.string(), homeroom: z.string().nullable() })) }),
    who: ['kiosk', 'assistant', 'coach'],
    whose: 'school',
    rate: { limit: 60, perSeconds: 60 },
  },
  identifyPerson: {
    method: 'POST',
    path: '/api/kiosk/people/:personId',
    summary: 'The same answer as a scan, for someone picked by name',
    input: z.object({ personId: id }),
    output: identified,
    who: ['kiosk', 'assistant', 'coach'],
    whose: 'school',
    rate: { limit: 60, perSeconds: 60 },
  },
  fileTicket: {
    method: 'POST',
    path: '/api/tickets',
    summary: 'File a ticket. The id is made by the client, so the same filing may be sent again safely',
    input: z.object({
      id,
      /** Kiosks file at their own desk; people name one, or mean the school’s first. */
      deskId: id.optional(),
      issueId: id,
      /** Exactly one of these says who: a person, a scan kept while off line, or the name someone new typed. */
      personId: id.optional(),
      scan: z.string().trim().min(1).max(64).optional(),
      typedName: shortText.optional(),
      deviceId: id.optional(),
      deviceTag: z.string().trim().min(1).max(64).optional(),
      mine,
      description: freeText.optional(),
      language: language.default('en'),
      /** "Keep my place while I try": placed, but passed over until they are back. */
      keepPlace: z.boolean().default(false),
      /** "I would rather talk to an adult": seen by the coach only. */
      wantsAdult: z.boolean().default(false),
      /** A code of the block this kiosk reserved, shown while the server was out of reach. */
      reservedCode: z.string().max(12).optional(),
      /** The day of that block; without it, the day is told from `secondsAgo`. */
      reservedDay: z.iso.date().optional(),
      /** Seconds since the student pressed the button; not 0 only for filings sent late. */
      secondsAgo: z.number().int().min(0).max(86_400).default(0),
    }),
    output: filedTicket,
    who: ['kiosk', 'assistant', 'coach'],
    whose: 'desk',
  },
  finishSelfHelp: {
    method: 'POST',
    path: '/api/tickets/:ticketId/self-help',
    summary: 'Back from trying: fixed, or to the kept place in line',
    input: z.object({ ...change, fixed: z.boolean() }),
    output: filedTicket,
    who: ['kiosk'],
    whose: 'desk',
  },
  comeBack: {
    method: 'POST',
    path: '/api/tickets/:ticketId/back',
    summary: 'The student of a held ticket is here again: back to the original place',
    input: z.object(change),
    output: filedTicket,
    who: ['kiosk', ...staff],
    whose: 'desk',
  },
  goToClass: {
    method: 'POST',
    path: '/api/tickets/:ticketId/class',
    summary: 'The student has class: passed over until the bell, then back at the original place',
    input: z.object({
      ...change,
      /** In place of the bell; needed when no period is running. */
      minutes: z.number().int().min(5).max(180).optional(),
    }),
    output: z.object({ ticket: filedTicket, /** Null when it has come back since. */ until: instant.nullable() }),
    who: ['kiosk'],
    whose: 'desk',
  },
  leaveLine: {
    method: 'POST',
    path: '/api/tickets/:ticketId/leave',
    summary: 'The student gives up their place',
    input: z.object(change),
    output: done,
    who: ['kiosk'],
    whose: 'desk',
  },
  reserveCodes: {
    method: 'POST',
    path: '/api/kiosk/codes',
    summary: 'A block of ticket codes of today for this kiosk to use while it cannot reach the server',
    input: z.object({ requestId: id, count: z.number().int().min(1).max(50).default(20) }),
    output: z.object({ day: z.iso.date(), codes: z.array(z.string()) }),
    who: ['kiosk'],
    whose: 'desk',
  },
  reportRejectedFiling: {
    method: 'POST',
    path: '/api/kiosk/rejected',
    summary: 'A filing kept while off line that the server refused for good; staff will see it',
    input: z.object({ id, code: z.string().max(12).nullable(), typed: z.string().max(200), reason: z.string().max(500), filedAt: instant }),
    output: done,
    who: ['kiosk'],
    whose: 'desk',
  },
  listRejectedFilings: {
    method: 'GET',
    path: '/api/rejected-filings',
    summary: 'Filings a kiosk could not deliver, for staff to settle',
    input: z.object({ deskId: id }),
    output: z.object({
      filings: z.array(z.object({ id, code: z.string().nullable(), typed: z.string(), reason: z.string(), filedAt: instant })),
    }),
    who: staff,
    whose: 'desk',
  },
  settleRejectedFiling: {
    method: 'POST',
    path: '/api/rejected-filings/:filingId/settle',
    summary: 'Seen to: take it off the list',
    input: z.object({ filingId: id }),
    output: done,
    who: staff,
    whose: 'desk',
  },
  listLine: {
    method: 'GET',
    path: '/api/desks/:deskId/line',
    summary: 'The live line: first rows and total, what is claimed, held and escalated, who is on duty',
    input: z.object({ deskId: id, limit: z.coerce.number().int().min(1).max(200).default(100) }),
    output: z.object({
      desk: deskState,
      total: z.number().int(),
      rows: z.array(lineRow),
      open: z.array(lineRow),
      duty: z.array(dutyRow),
      /** Where the live changes continue from. */
      resume: z.string(),
    }),
    who: staff,
    whose: 'desk',
  },
  board: {
    method: 'GET',
    path: '/api/desks/:deskId/board',
    summary: 'What the public board shows: codes now serving and ready',
    input: z.object({ deskId: id }),
    output: z.object({ desk: deskState, rows: z.array(boardRow), waiting: z.number().int(), resume: z.string() }),
    who: ['board', 'kiosk', ...staff],
    whose: 'desk',
  },
  claimNext: {
    method: 'POST',
    path: '/api/desks/:deskId/next',
    summary: 'Claim the best waiting ticket this person is trained for',
    input: z.object({ deskId: id, requestId: id }),
    output: z.object({
      ticket: lineRow.nullable(),
      /** Waiting tickets that need a certificate this person lacks. */ beyondTraining: z.number().int(),
    }),
    who: staff,
    whose: 'desk',
  },
  claimTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/claim',
    summary: 'Take this ticket; out of order asks why',
    input: z.object({ ...change, reason: outOfOrderReason.optional() }),
    output: lineRow,
    who: staff,
    whose: 'desk',
  },
  releaseTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/release',
    summary: 'Give the ticket back to its original place in line',
    input: z.object(change),
    output: lineRow,
    who: staff,
    whose: 'holder',
  },
  extendClaim: {
    method: 'POST',
    path: '/api/tickets/:ticketId/extend',
    summary: 'Still working on it: the lease starts anew',
    input: z.object({ ...change, onBench: z.boolean().optional() }),
    output: lineRow,
    who: staff,
    whose: 'holder',
  },
  holdTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/hold',
    summary: 'Set the ticket aside, with a reason; its place is kept',
    input: z.object({ ...change, reason: holdReason, until: instant.optional() }),
    output: lineRow,
    who: staff,
    whose: 'holder',
  },
  handOverTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/hand-over',
    summary: 'Pass the claim to a colleague on duty, with a note',
    input: z.object({ ...change, toPersonId: id, note: freeText }),
    output: lineRow,
    who: staff,
    whose: 'holder',
  },
  escalateTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/escalate',
    summary: 'Ask the coach to take it, with a reason',
    input: z.object({ ...change, reason: escalationReason, note: freeText.optional() }),
    output: lineRow,
    who: staff,
    whose: 'holder',
  },
  resolveTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/resolve',
    summary: 'Done: with what fixed it. Answers the one-time link for the student’s three taps',
    input: z.object({ ...change, fix: shortText }),
    output: z.object({ ticket: lineRow, feedbackPath: z.string() }),
    who: staff,
    whose: 'holder',
  },
  reopenTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/reopen',
    summary: 'Not fixed after all: back in line with its history',
    input: z.object({ ...change, note: freeText.optional() }),
    output: lineRow,
    who: staff,
    whose: 'desk',
  },
  cancelTicket: {
    method: 'POST',
    path: '/api/tickets/:ticketId/cancel',
    summary: 'Take it off the line without resolving: walked away, duplicate',
    input: z.object({ ...change, reason: cancelReason }),
    output: lineRow,
    who: staff,
    whose: 'desk',
  },
  addNote: {
    method: 'POST',
    path: '/api/tickets/:ticketId/notes',
    summary: 'A private note for whoever works on the ticket next',
    input: z.object({ ticketId: id, id, body: freeText }),
    output: done,
    who: staff,
    whose: 'holder',
  },
  ticketDetail: {
    method: 'GET',
    path: '/api/tickets/:ticketId',
    summary: 'One ticket with notes, history and advice; the person’s earlier tickets only for its holder and the coach',
    input: z.object({ ticketId: id }),
    output: ticketDetail,
    who: staff,
    whose: 'desk',
  },
  quickLog: {
    method: 'POST',
    path: '/api/desks/:deskId/quick-log',
    summary: 'A walk-up nobody entered: filed and claimed, or already resolved, in one step',
    input: z.object({
      deskId: id,
      id,
      scan: z.string().trim().min(1).max(64),
      issueId: id,
      /** Given: already resolved, with what fixed it. */ fix: shortText.optional(),
    }),
    output: lineRow,
    who: staff,
    whose: 'desk',
  },
  searchTickets: {
    method: 'GET',
    path: '/api/desks/:deskId/search',
    summary: 'Today’s tickets, open ones and those resolved within a week, by code, name or device tag',
    input: z.object({ deskId: id, search: z.string().trim().min(1).max(60) }),
    output: z.object({ rows: z.array(lineRow) }),
    who: staff,
    whose: 'desk',
  },
  startDuty: {
    method: 'POST',
    path: '/api/desks/:deskId/duty',
    summary: 'On duty at this desk from now, until the period’s bell; a coach until the last bell of the day',
    input: z.object({ deskId: id }),
    output: done,
    who: staff,
    whose: 'own',
  },
  endDuty: {
    method: 'DELETE',
    path: '/api/desks/:deskId/duty',
    summary: 'Off duty; the coach may take someone off the line',
    input: z.object({ deskId: id, personId: id.optional() }),
    output: done,
    who: staff,
    whose: 'own',
  },
  attendance: {
    method: 'GET',
    path: '/api/attendance',
    summary: 'Who is expected at the desk today, period by period, and who came',
    input: nothing,
    output: attendance,
    who: staff,
    whose: 'school',
  },
  freezeDesk: {
    method: 'POST',
    path: '/api/desks/:deskId/freeze',
    summary: 'Stop every clock: fire drill, assembly',
    input: z.object({ deskId: id }),
    output: deskState,
    who: ['coach'],
    whose: 'desk',
  },
  thawDesk: {
    method: 'POST',
    path: '/api/desks/:deskId/thaw',
    summary: 'Lift the freeze; every clock goes on where it stood',
    input: z.object({ deskId: id }),
    output: deskState,
    who: ['coach'],
    whose: 'desk',
  },
});
