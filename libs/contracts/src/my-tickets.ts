import * as z from 'zod';
import { feedbackTaken, tap } from './feedback.js';
import { defineOperations, done, nothing } from './operation.js';
import { filedTicket, holdReason, kioskDevice, overdueLoaner, ticketState, waitRange } from './tickets.js';
import { freeText, id, instant, language } from './values.js';

/** A student's own ticket as their page shows it: where it stands, never who works on it nor what was said about it. */
export const myTicket = z.object({
  id,
  code: z.string(),
  state: ticketState,
  issueId: id,
  holdReason: holdReason.nullable(),
  /** Set aside until then; null when that was left open. */
  holdUntil: instant.nullable(),
  /** 1 is next; null when the ticket is not in the public line. */
  place: z.number().int().nullable(),
  wait: waitRange,
  /** Somebody on duty may take it. */
  qualified: z.boolean(),
  /** Every clock of its desk stands: fire drill, assembly. */
  frozen: z.boolean(),
  /** For the coach alone; nobody at the desk sees it. */
  private: z.boolean(),
});
export type MyTicket = z.output<typeof myTicket>;

const change = { ticketId: id, /** Made by the client; a repeat gets the first answer. */ requestId: id };
const own = { who: ['student'], whose: 'own', rate: { limit: 30, perSeconds: 60 } } as const;

/** What a student does with their own tickets on their own device; at the kiosk the same is done for whoever stands there. */
export const myTicketOperations = defineOperations({
  myTickets: {
    method: 'GET',
    path: '/api/my-tickets',
    summary: 'A student’s own open tickets, those that wait for their three taps, and the devices they have',
    input: nothing,
    output: z.object({
      /** Open, the oldest first. */
      open: z.array(myTicket),
      /** Resolved in the last seven days and not rated yet, the newest first. */
      toRate: z.array(z.object({ id, code: z.string(), issueId: id })),
      devices: z.array(kioskDevice),
      overdueLoaner: overdueLoaner.nullable(),
    }),
    who: ['student'],
    whose: 'own',
  },
  fileMyTicket: {
    method: 'POST',
    path: '/api/my-tickets',
    summary: 'File a ticket for oneself. The id is made by the client, so the same filing may be sent again safely',
    input: z.object({
      id,
      /** Left out: the school’s first desk. */
      deskId: id.optional(),
      issueId: id,
      /** One of the devices they have. */
      deviceId: id.optional(),
      description: freeText.optional(),
      language: language.default('en'),
      /** "Keep my place while I try": placed, but passed over until they say how it went. */
      keepPlace: z.boolean().default(false),
      /** "I would rather talk to an adult": seen by the coach only. */
      wantsAdult: z.boolean().default(false),
    }),
    output: filedTicket,
    ...own,
  },
  finishMySelfHelp: {
    method: 'POST',
    path: '/api/my-tickets/:ticketId/self-help',
    summary: 'Back from trying: fixed, or to the kept place in line',
    input: z.object({ ...change, fixed: z.boolean() }),
    output: done,
    ...own,
  },
  returnMyTicket: {
    method: 'POST',
    path: '/api/my-tickets/:ticketId/back',
    summary: 'The student of a ticket set aside can come now: back to its original place',
    input: z.object(change),
    output: done,
    ...own,
  },
  leaveMyTicket: {
    method: 'POST',
    path: '/api/my-tickets/:ticketId/leave',
    summary: 'Give up one’s place; not while somebody works on it',
    input: z.object(change),
    output: done,
    ...own,
  },
  rateMyTicket: {
    method: 'POST',
    path: '/api/my-tickets/:ticketId/feedback',
    summary: 'Three taps and an optional sentence about one’s own ticket, once per resolution',
    input: z.object({
      ticketId: id,
      requestId: id,
      fixed: tap,
      explained: tap,
      respected: tap,
      comment: freeText.optional(),
      /** "Not fixed": back in line. */
      reopen: z.boolean().default(false),
    }),
    output: feedbackTaken,
    ...own,
  },
});
