import { Injectable } from '@nestjs/common';
import type { ExtraFields, MailAudience, MailingState, MailText } from '@firstbell/contracts/mailing';
import { statement, type Tx } from '@firstbell/platform';
import { mailingSteps, type MailingStep } from './mailing.rules.js';

export interface MailingCounts {
  readonly waiting: number;
  readonly sending: number;
  readonly sent: number;
  readonly bad_address: number;
  readonly unknown: number;
  readonly needs_person: number;
  readonly cancelled: number;
}

export interface MailingRow {
  readonly id: string;
  readonly name: string;
  readonly plan_id: string | null;
  readonly subject: MailText;
  readonly body: MailText;
  readonly extra: ExtraFields;
  readonly state: MailingState;
  readonly started_at: Date;
  readonly started_by: { id: string; name: string } | null;
  readonly finished_at: Date | null;
  readonly version: number;
  readonly counts: Partial<MailingCounts>;
  readonly sent_last_minute: number;
  /** Waiting in running mailings that began before this one. */
  readonly ahead: number;
}

export interface NewMailing {
  readonly id: string;
  readonly name: string;
  readonly planId: string | null;
  readonly subject: MailText;
  readonly body: MailText;
  readonly extra: ExtraFields;
  readonly audience: MailAudience;
  readonly startedBy: string | null;
  readonly requestId?: string;
}

const columns = `m.id, m.name, m.plan_id, m.subject, m.body, m.extra, m.state, m.started_at, m.finished_at, m.version,
  (SELECT json_build_object('id', p.id, 'name', p.display_name) FROM person p WHERE p.school_id = m.school_id AND p.id = m.started_by) AS started_by,
  coalesce((SELECT json_object_agg(state, mails) FROM (
    SELECT i.state, count(*)::int AS mails FROM mail_item i WHERE i.school_id = m.school_id AND i.mailing_id = m.id GROUP BY i.state) c), '{}') AS counts,
  (SELECT count(*)::int FROM mail_item i WHERE i.school_id = m.school_id AND i.mailing_id = m.id AND i.sent_at > now() - interval '1 minute') AS sent_last_minute,
  (SELECT count(*)::int FROM mailing o JOIN mail_item i ON i.school_id = o.school_id AND i.mailing_id = o.id AND i.state = 'waiting'
    WHERE o.school_id = m.school_id AND o.state = 'running' AND (o.started_at, o.id) < (m.started_at, m.id)) AS ahead`;

const byIds = statement('mailing.by_ids', `SELECT ${columns} FROM mailing m WHERE m.school_id = $1 AND m.id = ANY ($2)`);

const tell = statement(
  'mailing.tell',
  `UPDATE mailing SET version = version + 1, told_at = now() WHERE school_id = $1 AND id = $2 AND ($3 OR told_at < now() - interval '1 second')
   RETURNING version`,
);

/** The mailings themselves: state, counts, and what the screens are told of their progress. */
@Injectable()
export class MailingsStore {
  /** False when there is one of that rollout already. */
  async insert(tx: Tx, mailing: NewMailing): Promise<boolean> {
    const row = await tx.first(
      `INSERT INTO mailing (school_id, id, name, plan_id, subject, body, extra, audience, state, started_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9)
       ON CONFLICT (school_id, plan_id) WHERE plan_id IS NOT NULL DO NOTHING RETURNING id`,
      [
        tx.schoolId,
        mailing.id,
        mailing.name,
        mailing.planId,
        JSON.stringify(mailing.subject),
        JSON.stringify(mailing.body),
        JSON.stringify(mailing.extra),
        JSON.stringify(mailing.audience),
        mailing.startedBy,
      ],
    );
    if (row === undefined) return false;
    await tx.append({
      type: 'mailing.started',
      subjectType: 'mailing',
      subjectId: mailing.id,
      version: 1,
      actorId: mailing.startedBy,
      ...(mailing.requestId === undefined ? {} : { requestId: mailing.requestId }),
    });
    return true;
  }

  async rows(tx: Tx, ids: readonly string[]): Promise<MailingRow[]> {
    return ids.length === 0 ? [] : tx.rows<MailingRow>(byIds, [tx.schoolId, [...ids]]);
  }

  async find(tx: Tx, id: string): Promise<MailingRow | undefined> {
    return (await this.rows(tx, [id]))[0];
  }

  /** Whom it was started for; the rest of what was started is in its row. */
  async audience(tx: Tx, id: string): Promise<MailAudience | undefined> {
    const row = await tx.first<{ audience: MailAudience }>('SELECT audience FROM mailing WHERE school_id = $1 AND id = $2', [
      tx.schoolId,
      id,
    ]);
    return row?.audience;
  }

  async last(tx: Tx, limit: number): Promise<MailingRow[]> {
    return tx.rows<MailingRow>(`SELECT ${columns} FROM mailing m WHERE m.school_id = $1 ORDER BY m.started_at DESC, m.id DESC LIMIT $2`, [
      tx.schoolId,
      limit,
    ]);
  }

  async ofPlan(tx: Tx, planId: string): Promise<{ id: string; state: MailingState } | undefined> {
    return tx.first('SELECT id, state FROM mailing WHERE school_id = $1 AND plan_id = $2', [tx.schoolId, planId]);
  }

  /** The same, and nobody cancels it before the transaction ends. */
  async holdOfPlan(tx: Tx, planId: string): Promise<{ id: string; state: MailingState } | undefined> {
    return tx.first('SELECT id, state FROM mailing WHERE school_id = $1 AND plan_id = $2 FOR KEY SHARE', [tx.schoolId, planId]);
  }

  /** Locked until the transaction ends, so that its state stays what it is. */
  async lock(tx: Tx, id: string): Promise<{ state: MailingState; plan_id: string | null } | undefined> {
    return tx.first('SELECT state, plan_id FROM mailing WHERE school_id = $1 AND id = $2 FOR UPDATE', [tx.schoolId, id]);
  }

  /** Takes a step, if the state allows it. A cancelled mailing's waiting mails are cancelled with it. */
  async step(tx: Tx, id: string, step: MailingStep, actorId: string | null): Promise<boolean> {
    const { from, to } = mailingSteps[step];
    // Whoever writes just now what became of a mail holds the key: a mail of theirs that waits again is cancelled below.
    if (step === 'cancel') await this.lock(tx, id);
    const row = await tx.first<{ version: number }>(
      `UPDATE mailing SET state = $3, version = version + 1, told_at = now(), finished_at = CASE WHEN $3 IN ('done', 'cancelled') THEN now() END
       WHERE school_id = $1 AND id = $2 AND state = ANY ($4) RETURNING version`,
      [tx.schoolId, id, to, from],
    );
    if (row === undefined) return false;
    if (step === 'cancel') await this.cancelWaiting(tx, id);
    await tx.append({ type: 'mailing.changed', subjectType: 'mailing', subjectId: id, version: row.version, actorId, data: { state: to } });
    return true;
  }

  async cancelWaiting(tx: Tx, id: string): Promise<void> {
    await tx.rows(
      `UPDATE mail_item SET state = 'cancelled', version = version + 1 WHERE school_id = $1 AND mailing_id = $2 AND state = 'waiting'`,
      [tx.schoolId, id],
    );
  }

  /** Done when nothing of it is under way; that of a rollout only once the rollout is over, since more may come. */
  async finishIfDone(tx: Tx, id: string): Promise<boolean> {
    // Before looking: who puts a mail back among the waiting holds the row, and would not be seen. Those who send hold its key only.
    await tx.rows('SELECT 1 FROM mailing WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE', [tx.schoolId, id]);
    const open = await tx.first<{ open: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM mail_item i WHERE i.school_id = m.school_id AND i.mailing_id = m.id AND i.state IN ('waiting', 'sending'))
         OR EXISTS (SELECT 1 FROM rollout_plan p WHERE p.school_id = m.school_id AND p.id = m.plan_id AND p.state IN ('running', 'paused')) AS open
       FROM mailing m WHERE m.school_id = $1 AND m.id = $2`,
      [tx.schoolId, id],
    );
    if (open?.open !== false) return false;
    // What is older than any window can no longer matter.
    await tx.rows(`DELETE FROM mail_spent WHERE school_id = $1 AND at < now() - interval '2 days'`, [tx.schoolId]);
    return this.step(tx, id, 'finish', null);
  }

  /** More mails came in. Told at once, so that they are sent. */
  async tellQueued(tx: Tx, id: string, mails: number): Promise<void> {
    if (mails === 0) return;
    const row = await tx.first<{ version: number }>(tell, [tx.schoolId, id, true]);
    await tx.append({
      type: 'mail_item.queued',
      subjectType: 'mailing',
      subjectId: id,
      version: row?.version ?? 1,
      actorId: null,
      data: { mails },
    });
  }

  /** Tells the screens how far it is: at most once a second, unless it `must` be, because nothing may come after. */
  async tellProgress(tx: Tx, id: string, must: boolean): Promise<void> {
    const row = await tx.first<{ version: number }>(tell, [tx.schoolId, id, must]);
    if (row === undefined) return;
    await tx.append({ type: 'mailing.progressed', subjectType: 'mailing', subjectId: id, version: row.version, actorId: null });
  }
}
