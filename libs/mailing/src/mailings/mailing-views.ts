import { Injectable } from '@nestjs/common';
import type { Mailing, MailForecast, MailItem, MailSenderState } from '@firstbell/contracts/mailing';
import type { Tx } from '@firstbell/platform';
import { DateTime } from 'luxon';
import { SenderStore, type StoredSender } from '../sender/sender.store.js';
import { forecast, nothingWaits, type SpentMinute } from './forecast.rules.js';
import type { ItemRow } from './items.store.js';
import { MailingsStore, type MailingRow } from './mailings.store.js';

interface Pace {
  readonly sender: StoredSender | undefined;
  readonly spent: readonly SpentMinute[];
  readonly timeZone: string;
}

/** Mailings and their sender as the screens show them, forecast included; read by requests and by the live rooms. */
@Injectable()
export class MailingViews {
  constructor(
    private readonly mailings: MailingsStore,
    private readonly senders: SenderStore,
  ) {}

  async last(tx: Tx, limit: number): Promise<Mailing[]> {
    return this.shown(tx, await this.mailings.last(tx, limit));
  }

  async of(tx: Tx, ids: readonly string[]): Promise<Mailing[]> {
    return this.shown(tx, await this.mailings.rows(tx, ids));
  }

  async sender(tx: Tx): Promise<MailSenderState | null> {
    const { sender, spent } = await this.pace(tx);
    if (sender === undefined) return null;
    const now = Date.now();
    const sum = (since: number) => spent.reduce((mails, minute) => mails + (minute.at > since ? minute.mails : 0), 0);
    return {
      fromAddress: sender.config.fromAddress,
      perMinute: sender.per_minute,
      perDay: sender.per_day,
      pausedUntil: sender.paused_until?.toISOString() ?? null,
      trouble: sender.paused_until === null ? null : sender.pause_code,
      detail: sender.paused_until === null ? null : sender.pause_reason,
      sentLastMinute: sum(now - 60_000),
      sentLastDay: sum(0),
      version: sender.version,
    };
  }

  /** When so many more would be out, if they began now behind all that waits. */
  async forecastOf(tx: Tx, waiting: number, ahead: number): Promise<MailForecast | null> {
    const pace = await this.pace(tx);
    return pace.sender === undefined ? null : forecastBy(pace, waiting, ahead);
  }

  private async shown(tx: Tx, rows: readonly MailingRow[]): Promise<Mailing[]> {
    if (rows.length === 0) return [];
    const pace = await this.pace(tx);
    return rows.map((row) => toMailing(row, pace));
  }

  private async pace(tx: Tx): Promise<Pace> {
    const sender = await this.senders.find(tx);
    const school = await tx.first<{ time_zone: string }>('SELECT time_zone FROM school WHERE id = $1', [tx.schoolId]);
    return { sender, spent: sender === undefined ? [] : await this.senders.spentMinutes(tx), timeZone: school?.time_zone ?? 'UTC' };
  }
}

function forecastBy({ sender, spent, timeZone }: Pace, waiting: number, ahead: number): MailForecast {
  if (sender === undefined) return nothingWaits;
  return forecast(
    {
      now: Date.now(),
      waiting,
      ahead,
      perMinute: sender.per_minute,
      perDay: sender.per_day,
      spent,
      pausedUntil: sender.paused_until?.getTime() ?? null,
    },
    (ms) => DateTime.fromMillis(ms, { zone: timeZone }).toISODate() ?? '',
  );
}

const noCounts = { waiting: 0, sending: 0, sent: 0, bad_address: 0, unknown: 0, needs_person: 0, cancelled: 0 };

function toMailing(row: MailingRow, pace: Pace): Mailing {
  const counts = { ...noCounts, ...row.counts };
  const underWay = counts.waiting + counts.sending;
  return {
    id: row.id,
    name: row.name,
    planId: row.plan_id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
    counts,
    sentLastMinute: row.sent_last_minute,
    forecast: row.state === 'running' ? forecastBy(pace, underWay, row.ahead) : nothingWaits,
    version: row.version,
  };
}

export const toMailItem = (row: ItemRow): MailItem => ({
  id: row.id,
  person: { id: row.person_id, name: row.name },
  grade: row.grade,
  homeroom: row.homeroom,
  address: row.address,
  state: row.state,
  reason: row.reason_code,
  detail: row.reason,
  sentAt: row.sent_at?.toISOString() ?? null,
  retryAt: row.state === 'waiting' ? (row.retry_at?.toISOString() ?? null) : null,
  version: row.version,
});
