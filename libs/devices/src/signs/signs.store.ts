import { Injectable } from '@nestjs/common';
import type { DeviceBrief } from '@firstbell/contracts/circulation';
import type { PersonBrief, Translated } from '@firstbell/contracts/values';
import type { Tx } from '@firstbell/platform';
import { deviceJson, personJson } from '../check-outs/check-outs.store.js';
import { keepsFailing, spreads, type FaultCount } from './sign.rules.js';

interface FailingRow {
  device: DeviceBrief;
  holder: PersonBrief | null;
  tickets: number;
  repairs: number;
  last_at: Date;
}

interface FaultRow extends FaultCount {
  model: string;
  issueId: string;
  issueName: Translated;
  ofModel: number;
}

/* Tickets of one day lie together by desk and day; what was cancelled was no fault, and private ones are not counted. */
const tickets = (days: number) => `
  FROM desk k JOIN ticket t ON t.school_id = k.school_id AND t.desk_id = k.id AND t.day > current_date - ${days}
  WHERE k.school_id = $1 AND t.state <> 'cancelled' AND t.audience = 'desk' AND t.device_id IS NOT NULL`;

const failing = `
  WITH failure AS (
    SELECT t.device_id, t.filed_at AS at, 1 AS ticket, 0 AS repair ${tickets(keepsFailing.days)}
    UNION ALL
    SELECT r.device_id, r.opened_at, 0, 1 FROM repair r
    WHERE r.school_id = $1 AND r.ticket_id IS NULL AND r.opened_at > now() - interval '${keepsFailing.days} days')
  SELECT ${deviceJson('d')} AS device, ${personJson('p')} AS holder, f.tickets, f.repairs, f.last_at
  FROM (SELECT device_id, sum(ticket)::int AS tickets, sum(repair)::int AS repairs, max(at) AS last_at FROM failure
        GROUP BY device_id HAVING count(*) >= ${keepsFailing.times}) f
  JOIN device d ON d.school_id = $1 AND d.id = f.device_id AND d.state <> 'retired'
  LEFT JOIN person p ON p.school_id = $1 AND p.id = d.holder_id
  ORDER BY f.tickets + f.repairs DESC, f.last_at DESC LIMIT 200`;

const faults = `
  WITH seen AS (
    SELECT d.model, t.issue_id, t.device_id, t.day > current_date - ${spreads.days} AS recent
    ${tickets(spreads.days + spreads.before).replace('WHERE', 'JOIN device d ON d.school_id = t.school_id AND d.id = t.device_id WHERE')}),
  counted AS (
    SELECT model, issue_id, count(DISTINCT device_id) FILTER (WHERE recent)::int AS devices,
      count(*) FILTER (WHERE recent)::int AS now, count(*) FILTER (WHERE NOT recent)::int AS before
    FROM seen GROUP BY model, issue_id),
  shared AS (
    SELECT c.*, sum(now) OVER of_model AS all_now, sum(before) OVER of_model AS all_before,
      sum(now) OVER of_issue AS issue_everywhere, sum(now) OVER () AS everywhere
    FROM counted c WINDOW of_model AS (PARTITION BY model), of_issue AS (PARTITION BY issue_id))
  SELECT s.model, s.issue_id AS "issueId", i.name AS "issueName", s.devices, s.now AS "withIssue", s.all_now::int AS all,
    s.before AS "withIssueBefore", s.all_before::int AS "allBefore",
    (s.issue_everywhere - s.now)::int AS "withIssueElsewhere", (s.everywhere - s.all_now)::int AS "allElsewhere",
    (SELECT count(*)::int FROM device d WHERE d.school_id = $1 AND d.model = s.model AND d.state <> 'retired') AS "ofModel"
  FROM shared s JOIN issue i ON i.school_id = $1 AND i.id = s.issue_id
  WHERE s.devices >= ${spreads.devices} ORDER BY s.devices DESC, s.model LIMIT 100`;

@Injectable()
export class SignsStore {
  async failing(tx: Tx): Promise<FailingRow[]> {
    return tx.rows<FailingRow & Record<string, unknown>>(failing, [tx.schoolId]);
  }

  async faults(tx: Tx): Promise<FaultRow[]> {
    return tx.rows<FaultRow & Record<string, unknown>>(faults, [tx.schoolId]);
  }
}
