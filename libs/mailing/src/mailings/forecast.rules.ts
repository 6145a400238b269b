import type { MailForecast } from '@firstbell/contracts/mailing';

/** Mails that went out, or may have, in one minute; `at` is its beginning, ms. */
export interface SpentMinute {
  readonly at: number;
  readonly mails: number;
}

export interface ForecastInput {
  readonly now: number;
  /** Waiting in this mailing, and in those that go first. */
  readonly waiting: number;
  readonly ahead: number;
  readonly perMinute: number;
  readonly perDay: number;
  /** The last 24 hours, oldest first. */
  readonly spent: readonly SpentMinute[];
  /** Nothing goes out before. */
  readonly pausedUntil: number | null;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Further away than this nothing is forecast: caps change, and so do plans. */
const horizon = 60 * day;

export const nothingWaits: MailForecast = { lastAt: null, days: [] };

/**
 * When the last mail goes out, and how many on which day: minute after minute, as many as both windows leave room for.
 * `dayOf` names the day of a moment in the school's time zone.
 */
export function forecast(input: ForecastInput, dayOf: (ms: number) => string): MailForecast {
  if (input.waiting === 0) return nothingWaits;
  const window = [...input.spent];
  let first = 0;
  let inWindow = window.reduce((sum, { mails }) => sum + mails, 0);
  let ahead = input.ahead;
  let waiting = input.waiting;
  let at = Math.max(input.now, input.pausedUntil ?? 0);
  const days = new Map<string, number>();
  while (at <= input.now + horizon) {
    for (let oldest = window[first]; oldest !== undefined && oldest.at + day <= at; oldest = window[first]) {
      inWindow -= oldest.mails;
      first += 1;
    }
    const lastMinute = window
      .slice(Math.max(first, window.length - 2))
      .reduce((sum, { at: then, mails }) => sum + (then > at - minute ? mails : 0), 0);
    const mails = Math.max(0, Math.min(input.perMinute - lastMinute, input.perDay - inWindow, ahead + waiting));
    if (mails > 0) {
      window.push({ at, mails });
      inWindow += mails;
      const own = Math.max(0, mails - ahead);
      ahead = Math.max(0, ahead - mails);
      waiting -= own;
      if (own > 0) days.set(dayOf(at), (days.get(dayOf(at)) ?? 0) + own);
      if (waiting === 0) return { lastAt: new Date(at).toISOString(), days: [...days].map(([name, count]) => ({ day: name, count })) };
    }
    at = inWindow < input.perDay ? at + minute : Math.max(at + minute, (window[first]?.at ?? at) + day);
  }
  return { lastAt: null, days: [] };
}
