/* Parts of the statements that count. $1 is the school, $2 the desk; `t` a ticket. */

/*
 * When the desk stood still since `from`; a freeze not lifted yet lasts until now. Taken from the event log, because what a
 * ticket adds up itself (frozen_seconds) holds only what came after it was claimed.
 */
export const stops = (now: string, from: string) => `stop AS MATERIALIZED (
  SELECT since, until FROM (
    SELECT type, at AS since, coalesce(lead(at) OVER (ORDER BY id), ${now}) AS until FROM event
    WHERE school_id = $1 AND subject_id = $2 AND type IN ('desk.frozen', 'desk.thawed')
  ) e WHERE type = 'desk.frozen' AND until > ${from})`;
export const stoodStill = (from: string, to: string) => `coalesce((
  SELECT sum(extract(epoch FROM least(stop.until, ${to}) - greatest(stop.since, ${from}))) FROM stop WHERE stop.until > ${from} AND stop.since < ${to}), 0)`;

/*
 * Seconds a ticket waited until somebody first took it, frozen time left out. A walk-up logged by staff was filed and taken
 * in one movement; it says nothing about waiting. Needs `stops` and `joinedFiler`.
 */
export const waited = `CASE WHEN t.first_claimed_at > t.filed_at AND (k.id IS NOT NULL OR t.first_claimed_at > t.filed_at + interval '5 seconds')
             THEN extract(epoch FROM t.first_claimed_at - t.filed_at) - ${stoodStill('t.filed_at', 't.first_claimed_at')} END`;
export const joinedFiler = 'LEFT JOIN station k ON k.school_id = t.school_id AND k.id = t.filed_by';

/* Done by the first who took it, without hand-over, escalation or reopening. */
export const atOnce = 't.claims = 1 AND t.reopened = 0 AND t.escalated_by IS NULL';
