import * as z from 'zod';
import { defineOperations, done, nothing } from './operation.js';
import { lineRow, ticketState } from './tickets.js';
import { freeText, id, instant, language, personBrief, translated } from './values.js';

/** One tap: yes, a little, no. */
export const taps = ['yes', 'partly', 'no'] as const;
export const tap = z.enum(taps);
export type Tap = (typeof taps)[number];

/** Why a ticket is put before the coach, most pressing first. */
export const reviewReasons = ['escalated', 'private', 'nobody_qualified', 'low_feedback', 'reopened', 'sample'] as const;
export const reviewReason = z.enum(reviewReasons);
export type ReviewReason = (typeof reviewReasons)[number];

export const feedbackView = z.object({
  fixed: tap,
  explained: tap,
  respected: tap,
  comment: z.string().nullable(),
  at: instant,
});

/** One line of the coach's review inbox. */
export const reviewRow = z.object({
  id,
  version: z.number().int(),
  reason: reviewReason,
  raisedAt: instant,
  settledAt: instant.nullable(),
  ticketId: id,
  code: z.string(),
  issueId: id,
  studentName: z.string(),
  ticketState,
  /** The assistant whose work it is about; null when nobody had claimed it. */
  assistant: personBrief.nullable(),
  escalationReason: z.string().nullable(),
  note: z.string().nullable(),
  feedback: feedbackView.nullable(),
});
export type ReviewRow = z.output<typeof reviewRow>;

/** The coach's private note to an assistant and what the assistant answered. */
export const coachNote = z.object({
  id,
  version: z.number().int(),
  to: personBrief,
  from: personBrief,
  at: instant,
  body: z.string(),
  ticketCode: z.string().nullable(),
  readAt: instant.nullable(),
  reply: z.string().nullable(),
  repliedAt: instant.nullable(),
});
export type CoachNote = z.output<typeof coachNote>;

/** Tickets count to the period in which they were filed or resolved; the break before a period counts to that period. */
export const periodFigures = z.object({
  name: z.string(),
  /** Not a period, but the time before the first or after the last bell; screens name it in their language. */
  outside: z.enum(['before', 'after']).nullable(),
  filed: z.number().int(),
  resolved: z.number().int(),
  medianWaitMinutes: z.number().nullable(),
});
export const issueFigures = z.object({
  issueId: id,
  filed: z.number().int(),
  resolved: z.number().int(),
  solvedBySelfHelp: z.number().int(),
  medianWaitMinutes: z.number().nullable(),
});
/** Today at one desk. Rates are 0..1 and null when nothing was resolved yet. */
export const todaysFigures = z.object({
  day: z.iso.date(),
  asOf: instant,
  waiting: z.number().int(),
  longestWaitMinutes: z.number().nullable(),
  medianWaitMinutes: z.number().nullable(),
  p90WaitMinutes: z.number().nullable(),
  filed: z.number().int(),
  resolved: z.number().int(),
  solvedBySelfHelp: z.number().int(),
  escalated: z.number().int(),
  firstContactRate: z.number().nullable(),
  reopenRate: z.number().nullable(),
  onDuty: z.number().int(),
  feedback: z.object({
    count: z.number().int(),
    fixed: z.number().nullable(),
    explained: z.number().nullable(),
    respected: z.number().nullable(),
  }),
  byIssue: z.array(issueFigures),
  byPeriod: z.array(periodFigures),
  /** Tickets taken out of order today, with the reason given. */
  outOfOrder: z.array(z.object({ code: z.string(), by: z.string(), at: instant, reason: z.string() })),
});
export type TodaysFigures = z.output<typeof todaysFigures>;

/** `reopened` answers who asked for it: false when a newer ticket for the same problem stands in line instead. */
export const feedbackTaken = done.extend({ reopened: z.boolean().optional() });

const answers = { requestId: id, fixed: tap, explained: tap, respected: tap, comment: freeText.optional() };

export const feedbackOperations = defineOperations({
  feedbackForm: {
    method: 'GET',
    path: '/api/feedback/:token',
    summary: 'What the one-time link is about',
    input: z.object({ token: z.string().min(16).max(64) }),
    output: z.object({ code: z.string(), issue: translated, language, answered: z.boolean() }),
    who: 'anyone',
    whose: 'secret',
    rate: { limit: 30, perSeconds: 60 },
  },
  giveFeedbackByLink: {
    method: 'POST',
    path: '/api/feedback/:token',
    summary: 'Three taps and an optional sentence, once per resolution, from the student’s own page',
    input: z.object({ token: z.string().min(16).max(64), ...answers, reopen: z.boolean().default(false) }),
    output: feedbackTaken,
    who: 'anyone',
    whose: 'secret',
    rate: { limit: 30, perSeconds: 60 },
  },
  giveFeedback: {
    method: 'POST',
    path: '/api/tickets/:ticketId/feedback',
    summary: 'Three taps and an optional sentence at the kiosk, once per resolution',
    input: z.object({ ticketId: id, ...answers, /** "Not fixed": back in line. */ reopen: z.boolean().default(false) }),
    output: feedbackTaken,
    who: ['kiosk'],
    whose: 'desk',
  },
  listReviews: {
    method: 'GET',
    path: '/api/reviews',
    summary: 'The coach’s inbox: escalations, private tickets, tickets nobody on duty may take, low feedback, reopened, a fair sample',
    input: z.object({
      deskId: id.optional(),
      settled: z.enum(['open', 'settled']).default('open'),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ reviews: z.array(reviewRow), resume: z.string() }),
    who: ['coach'],
    whose: 'school',
  },
  takeEscalation: {
    method: 'POST',
    path: '/api/reviews/:reviewId/take',
    summary: 'The coach claims the escalated or private ticket',
    input: z.object({ reviewId: id, requestId: id }),
    output: lineRow,
    who: ['coach'],
    whose: 'school',
  },
  returnEscalation: {
    method: 'POST',
    path: '/api/reviews/:reviewId/return',
    summary: 'With advice back to the assistant who escalated, or to the line, also when they are not on duty at the desk',
    input: z.object({ reviewId: id, requestId: id, advice: freeText, to: z.enum(['assistant', 'line']).default('assistant') }),
    output: lineRow,
    who: ['coach'],
    whose: 'school',
  },
  settleReview: {
    method: 'POST',
    path: '/api/reviews/:reviewId/settle',
    summary: 'Read and done',
    input: z.object({ reviewId: id }),
    output: done,
    who: ['coach'],
    whose: 'school',
  },
  writeCoachNote: {
    method: 'POST',
    path: '/api/coach-notes',
    summary: 'A private note to an assistant, about a review or out of the blue',
    input: z.object({ id, toPersonId: id, body: freeText, reviewId: id.optional() }),
    output: coachNote,
    who: ['coach'],
    whose: 'school',
  },
  listCoachNotes: {
    method: 'GET',
    path: '/api/coach-notes',
    summary: 'Coaches: notes they wrote. Assistants: notes written to them',
    input: nothing,
    output: z.object({ notes: z.array(coachNote) }),
    who: ['coach', 'assistant'],
    whose: 'own',
  },
  readCoachNote: {
    method: 'POST',
    path: '/api/coach-notes/:noteId/read',
    summary: 'The assistant has read the note',
    input: z.object({ noteId: id }),
    output: coachNote,
    who: ['assistant'],
    whose: 'own',
  },
  answerCoachNote: {
    method: 'POST',
    path: '/api/coach-notes/:noteId/answer',
    summary: 'The assistant answers the note, once',
    input: z.object({ noteId: id, reply: freeText }),
    output: coachNote,
    who: ['assistant'],
    whose: 'own',
  },
  myWork: {
    method: 'GET',
    path: '/api/my-work',
    summary: 'An assistant’s own tickets, and feedback in aggregates of at least five students',
    input: nothing,
    output: z.object({
      resolvedToday: z.number().int(),
      resolvedThisMonth: z.number().int(),
      /** Null until at least five different students have answered. Shares 0..1 of "yes". */
      feedback: z.object({ students: z.number().int(), fixed: z.number(), explained: z.number(), respected: z.number() }).nullable(),
      unreadNotes: z.number().int(),
    }),
    who: ['assistant', 'coach'],
    whose: 'own',
  },
  todaysFigures: {
    method: 'GET',
    path: '/api/desks/:deskId/figures',
    summary: 'Today’s figures of a desk',
    input: z.object({ deskId: id }),
    output: todaysFigures,
    who: ['coach', 'leader', 'administrator'],
    whose: 'desk',
  },
  todaysFiguresCsv: {
    method: 'GET',
    path: '/api/desks/:deskId/figures.csv',
    summary: 'One table of today’s figures as CSV',
    input: z.object({ deskId: id, table: z.enum(['issues', 'periods', 'summary', 'outOfOrder']).default('summary') }),
    output: z.string(),
    answer: 'csv',
    who: ['coach', 'leader', 'administrator'],
    whose: 'desk',
  },
});
