import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { bellTime } from '../i18n/bell-time.js';

const route = getRouteApi('/_staff');

export interface SchoolTime {
  /** "10:41" on the clock of the school. */
  readonly clock: (at: string) => string;
  /** The full date and time on the clock of the school, for a tooltip or a list that spans days. */
  readonly exact: (at: string) => string;
  /** A day without a time, `2026-11-02`, written out. */
  readonly day: (day: string) => string;
  /** A day that may be of another year, `2028-06-30`, with it. */
  readonly date: (day: string) => string;
  /** A time of the bell schedule, `13:50`. */
  readonly bell: (time: string) => string;
}

/** Times are kept in UTC and shown on the school's own clock, wherever the reader sits. */
export function useSchoolTime(): SchoolTime {
  const { timeZone } = route.useRouteContext().me.school;
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' });
    const exact = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
    const day = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
    const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'medium' });
    return {
      clock: (at) => clock.format(new Date(at)),
      exact: (at) => exact.format(new Date(at)),
      day: (one) => day.format(new Date(`${one}T00:00:00Z`)),
      date: (one) => date.format(new Date(`${one}T00:00:00Z`)),
      bell: (time) => bellTime(language, time),
    };
  }, [language, timeZone]);
}
