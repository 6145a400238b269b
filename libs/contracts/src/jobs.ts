import * as z from 'zod';
import { daysKeptRows } from './event-retention.js';
import type { EventType } from './events.js';
import { id } from './values.js';
import { hasOldWords } from './words-retention.js';

/**
 * One kind of work the worker does. Payloads hold ids only. `due` is the SQL that finds the rows whose job should
 * exist now, as `(subject_id, school_id, attempt)`: the relay's safety net, the sweep and recovery after a lost
 * queue all use it, so the rows are the truth and the queue only makes them quick.
 */
export interface JobDefinition<P extends z.ZodObject = z.ZodObject> {
  readonly queue: 'desk' | 'imports' | 'mail' | 'upkeep' | 'accounts' | 'devices';
  readonly payload: P;
  /** Tries BullMQ makes before the failure is left to the next `due` round. */
  readonly attempts: number;
  readonly backoffMs: number;
  /** Seconds between rounds of `due`. */
  readonly everySeconds: number;
  readonly due: string;
  /** `due` finds the first of many only: it is asked again as soon as the queue has run empty. */
  readonly inParts?: true;
  /** Events after which the relay looks for due rows of that school at once, instead of at the next round. */
  readonly madeBy: readonly EventType[];
}

/** What a handler says when it did not throw: done, come back later, or a person has to look. */
export type JobOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly atMs: number; readonly why: string }
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string };

const ofSchool = z.object({ schoolId: id, subjectId: id, attempt: z.string() });

export const jobs = {
  /** Claims whose lease has run out go back to their place. Subject: the desk. */
  'lease.sweep': {
    queue: 'desk',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 1_000,
    everySeconds: 5,
    madeBy: [],
    due: `SELECT DISTINCT ON (t.school_id, t.desk_id) t.desk_id AS subject_id, t.school_id, extract(epoch FROM t.claim_expires_at)::bigint::text AS attempt
          FROM ticket t JOIN desk d ON d.school_id = t.school_id AND d.id = t.desk_id
          WHERE t.state = 'claimed' AND t.claim_expires_at < now() AND d.frozen_at IS NULL
          ORDER BY t.school_id, t.desk_id, t.claim_expires_at`,
  },
  /** Tickets set aside until a time that has come, a student's class for one, go back to their place. Subject: the desk. */
  'hold.sweep': {
    queue: 'desk',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 1_000,
    everySeconds: 5,
    madeBy: [],
    due: `SELECT DISTINCT ON (t.school_id, t.desk_id) t.desk_id AS subject_id, t.school_id, extract(epoch FROM t.hold_until)::bigint::text AS attempt
          FROM ticket t JOIN desk d ON d.school_id = t.school_id AND d.id = t.desk_id
          WHERE t.state = 'held' AND t.hold_until < now() AND d.frozen_at IS NULL
          ORDER BY t.school_id, t.desk_id, t.hold_until`,
  },
  /** Duty that should have ended with its period. Subject: the desk. */
  'duty.sweep': {
    queue: 'desk',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 1_000,
    everySeconds: 5,
    madeBy: [],
    due: `SELECT y.desk_id AS subject_id, y.school_id, extract(epoch FROM min(coalesce(y.ends_at, y.since)))::bigint::text AS attempt
          FROM duty y JOIN desk d ON d.school_id = y.school_id AND d.id = y.desk_id
          WHERE y.until IS NULL AND coalesce(y.ends_at, y.since + interval '12 hours') <= now() AND d.frozen_at IS NULL
          GROUP BY y.school_id, y.desk_id`,
  },
  /** A period began or ended, which the screens show. Subject: the school. */
  'bell.ring': {
    queue: 'desk',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 1_000,
    everySeconds: 5,
    madeBy: ['school.created'],
    due: `SELECT d.school_id AS subject_id, d.school_id, coalesce(extract(epoch FROM min(d.bell_at))::bigint::text, 'first') AS attempt
          FROM desk d WHERE d.bell_at IS NULL OR d.bell_at < now() - interval '1 second' GROUP BY d.school_id`,
  },
  /** How long tickets take at a desk now, for the wait the kiosk shows; a busy desk is counted four times a minute. Subject: the desk. */
  'line.statistics': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 1,
    backoffMs: 1_000,
    everySeconds: 30,
    madeBy: ['ticket.resolved'],
    due: `SELECT d.id AS subject_id, d.school_id, to_char(date_trunc('minute', now()), 'YYYYMMDDHH24MI') AS attempt
          FROM desk d WHERE coalesce(d.statistics_at, '-infinity') < now() - interval '15 seconds'
            AND EXISTS (SELECT 1 FROM ticket t WHERE t.school_id = d.school_id AND t.desk_id = d.id
            AND t.resolved_at > coalesce(d.statistics_at, '-infinity') AND t.resolved_at > now() - interval '1 day')`,
  },
  /** Picks resolved tickets for the coach's fair sample, spread over the day. Subject: the school. */
  'reviews.sample': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 1,
    backoffMs: 1_000,
    everySeconds: 60,
    madeBy: [],
    due: `SELECT s.id AS subject_id, s.id AS school_id, to_char(now(), 'YYYYMMDDHH24') || (extract(minute FROM now())::int / 10)::text AS attempt
          FROM school s WHERE (s.settings->>'reviewSampleADay')::int > 0 AND EXISTS (SELECT 1 FROM ticket t
            WHERE t.school_id = s.id AND t.state = 'resolved' AND t.resolved_at > now() - interval '12 hours')`,
  },
  /** Reads an uploaded roster into a diff, or applies the approved one. Subject: the import. */
  'roster.import': {
    queue: 'imports',
    payload: ofSchool,
    attempts: 5,
    backoffMs: 2_000,
    everySeconds: 5,
    madeBy: ['roster_import.started', 'roster_import.approved'],
    due: `SELECT i.id AS subject_id, i.school_id, CASE i.state WHEN 'applying' THEN 'apply' ELSE 'read' END || '-' || i.attempt AS attempt
          FROM roster_import i WHERE i.state IN ('uploaded', 'reading', 'applying') AND coalesce(i.lease_until, '-infinity') < now()`,
  },
  /** Reads an uploaded file of devices into a diff, applies the approved one, or takes an applied one back. Subject: the import. */
  'devices.import': {
    queue: 'imports',
    payload: ofSchool,
    attempts: 5,
    backoffMs: 2_000,
    everySeconds: 5,
    madeBy: ['device_import.started', 'device_import.approved', 'device_import.undo_wanted'],
    due: `SELECT i.id AS subject_id, i.school_id,
            CASE i.state WHEN 'applying' THEN 'apply' WHEN 'undoing' THEN 'undo' ELSE 'read' END || '-' || i.attempt AS attempt
          FROM device_import i WHERE i.state IN ('uploaded', 'reading', 'applying', 'undoing') AND coalesce(i.lease_until, '-infinity') < now()`,
  },
  /**
   * Sends one mail, and goes on with the next on the same connection. Due: as many waiting mails as the caps of their
   * sender allow just now, and mails whose worker died while sending. Subject: the mail.
   */
  'mailing.send': {
    queue: 'mail',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 2_000,
    everySeconds: 2,
    madeBy: ['mailing.started', 'mailing.changed', 'mail_item.queued', 'mail_sender.changed'],
    due: `SELECT i.id AS subject_id, s.school_id, i.fence::text AS attempt
          FROM mail_sender s
          CROSS JOIN LATERAL (SELECT least(
              s.per_minute - count(*) FILTER (WHERE c.at > now() - interval '1 minute'), s.per_day - count(*), 100) AS mails
            FROM mail_spent c WHERE c.school_id = s.school_id AND c.at > now() - interval '1 day') room
          CROSS JOIN LATERAL (SELECT w.id, w.fence FROM mailing m JOIN mail_item w ON w.school_id = m.school_id AND w.mailing_id = m.id
            WHERE m.school_id = s.school_id AND m.state = 'running' AND w.state = 'waiting' AND coalesce(w.retry_at, '-infinity') <= now()
            ORDER BY m.started_at, w.id LIMIT greatest(room.mails, 0)) i
          WHERE coalesce(s.paused_until, '-infinity') <= now()
          UNION ALL
          SELECT i.id, i.school_id, i.fence || '-lapsed' FROM mail_item i WHERE i.state = 'sending' AND i.lease_until < now()`,
  },
  /** Adds the mails of credentials that can be delivered to the mailing of their rollout. Subject: the rollout plan. */
  'credential.deliver': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 2_000,
    everySeconds: 5,
    madeBy: ['account.ready'],
    due: `SELECT DISTINCT p.id AS subject_id, p.school_id, 'any' AS attempt
          FROM rollout_plan p
          JOIN credential c ON c.school_id = p.school_id AND c.plan_id = p.id AND c.delivered_at IS NULL
          JOIN directory_account a ON a.school_id = c.school_id AND a.id = c.account_id AND a.state = 'ready'
          WHERE p.state = 'running' AND p.credentials = 'mail'
            AND NOT EXISTS (SELECT 1 FROM mail_item i WHERE i.school_id = c.school_id AND i.credential_id = c.id)`,
  },
  /**
   * Makes one account in the school's directory, or opens a suspended one again. Subject: the account. At most so many of a
   * school are queued at once: more would only be counted again and again while they wait.
   */
  'account.provision': {
    queue: 'accounts',
    payload: ofSchool,
    attempts: 1,
    backoffMs: 2_000,
    everySeconds: 3,
    inParts: true,
    madeBy: ['account.wanted', 'directory.changed', 'rollout.changed'],
    due: `SELECT w.subject_id, w.school_id, w.attempt FROM (
            SELECT a.id AS subject_id, a.school_id, a.fence || '-' || a.attempt AS attempt,
              row_number() OVER (PARTITION BY a.school_id ORDER BY a.wanted_at, a.id) AS place
            FROM directory_account a
            JOIN directory_provider d ON d.school_id = a.school_id AND coalesce(d.paused_until, '-infinity') < now()
            JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id AND p.status = 'active'
            WHERE a.state IN ('wanted', 'resume_wanted') AND coalesce(a.retry_at, '-infinity') <= now() AND coalesce(a.lease_until, '-infinity') < now()
              AND (a.state = 'resume_wanted' OR a.plan_id IS NULL
                OR EXISTS (SELECT 1 FROM rollout_plan r WHERE r.school_id = a.school_id AND r.id = a.plan_id AND r.state = 'running'))
          ) AS w WHERE w.place <= 600`,
  },
  /** Suspends the account of somebody who has left for longer than the school's grace, and wants it back when they return. Subject: the account. */
  'account.suspend': {
    queue: 'accounts',
    payload: ofSchool,
    attempts: 1,
    backoffMs: 2_000,
    everySeconds: 60,
    madeBy: ['roster_import.applied'],
    due: `SELECT a.id AS subject_id, a.school_id, a.fence || '-' || a.attempt AS attempt
          FROM directory_account a
          JOIN directory_provider d ON d.school_id = a.school_id AND coalesce(d.paused_until, '-infinity') < now()
          JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id
          WHERE coalesce(a.retry_at, '-infinity') <= now() AND coalesce(a.lease_until, '-infinity') < now()
            AND ((a.state IN ('ready', 'suspend_wanted', 'resume_wanted') AND p.status = 'removed' AND p.removed_at <= now() - make_interval(days => d.suspend_after_days))
              OR (a.state IN ('suspended', 'suspend_wanted') AND p.status = 'active'))`,
  },
  /** Reminds of a loaner that should be back, once a day of the school's calendar. Subject: the check-out. */
  'loaner.remind': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 5_000,
    everySeconds: 60,
    madeBy: [],
    due: `SELECT c.id AS subject_id, c.school_id, to_char(now() AT TIME ZONE s.time_zone, 'YYYYMMDD') AS attempt
          FROM check_out c JOIN school s ON s.id = c.school_id
          WHERE c.in_at IS NULL AND c.kind = 'loaner' AND c.due_on < (now() AT TIME ZONE s.time_zone)::date
            AND coalesce(c.reminded_on, '-infinity') < (now() AT TIME ZONE s.time_zone)::date`,
  },
  /** Tells the desk five minutes before the bell that a class is about to bring a cart back. Subject: the reservation. */
  'cart.prompt': {
    queue: 'desk',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 1_000,
    everySeconds: 15,
    madeBy: ['cart.reserved'],
    due: `SELECT r.id AS subject_id, r.school_id, '1' AS attempt
          FROM cart_reservation r JOIN school s ON s.id = r.school_id JOIN period p ON p.school_id = r.school_id AND p.id = r.period_id
          LEFT JOIN special_bell b ON b.school_id = r.school_id AND b.day = r.day AND b.period_id = r.period_id
          WHERE r.prompted_at IS NULL AND r.returned_at IS NULL AND r.cancelled_at IS NULL AND r.day BETWEEN current_date - 1 AND current_date + 1
            AND now() AT TIME ZONE s.time_zone BETWEEN r.day + coalesce(b.ends_at, p.ends_at) - interval '5 minutes'
              AND r.day + coalesce(b.ends_at, p.ends_at) + interval '10 minutes'`,
  },
  /** Ends sessions, pairings and rate windows that are over. Subject: the school. */
  'sessions.retention': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 5_000,
    everySeconds: 600,
    madeBy: [],
    due: `SELECT DISTINCT s.school_id AS subject_id, s.school_id, to_char(now(), 'YYYYMMDDHH24') AS attempt
          FROM session s WHERE s.expires_at < now() - interval '1 day' OR s.ended_at < now() - interval '30 days'`,
  },
  /** Deletes what the event log has kept long enough. Subject: the school. */
  'events.retention': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 5_000,
    everySeconds: 3_600,
    madeBy: [],
    due: `SELECT s.id AS subject_id, s.id AS school_id, to_char(now(), 'YYYYMMDDHH24') AS attempt
          FROM school s WHERE EXISTS (SELECT 1 FROM (VALUES ${daysKeptRows}) AS kept (type, days) JOIN event e
            ON e.school_id = s.id AND e.type = kept.type AND e.subject_type <> 'ticket' AND e.at < now() - make_interval(days => kept.days))`,
  },
  /** Takes out what people wrote and the school has kept long enough. Subject: the school. */
  'words.retention': {
    queue: 'upkeep',
    payload: ofSchool,
    attempts: 2,
    backoffMs: 5_000,
    everySeconds: 21_600,
    madeBy: [],
    due: `SELECT s.id AS subject_id, s.id AS school_id, to_char(now(), 'YYYYMMDDHH24') AS attempt FROM school s WHERE ${hasOldWords}`,
  },
  /**
   * Tells the device-management provider who has a device now. Subject: the check-out. At most so many of a school are queued
   * at once, as of accounts.
   */
  'checkout.sync': {
    queue: 'devices',
    payload: ofSchool,
    attempts: 3,
    backoffMs: 2_000,
    everySeconds: 5,
    inParts: true,
    madeBy: ['check_out.made', 'check_out.returned', 'device_management.changed', 'device_management.tell_wanted'],
    due: `SELECT w.subject_id, w.school_id, w.attempt FROM (
            SELECT c.id AS subject_id, c.school_id, c.sync_fence::text AS attempt,
              row_number() OVER (PARTITION BY c.school_id ORDER BY c.sync_retry_at NULLS FIRST, c.out_at, c.id) AS place
            FROM check_out c
            JOIN device_management m ON m.school_id = c.school_id AND coalesce(m.paused_until, '-infinity') < now()
            WHERE c.sync_state = 'due' AND coalesce(c.sync_retry_at, '-infinity') <= now() AND coalesce(c.sync_lease_until, '-infinity') < now()
          ) AS w WHERE w.place <= 600`,
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.output<(typeof jobs)[N]['payload']>;
