/** A time of the bell schedule, `13:50`, as the reader writes it. It is the school's own, whatever the clock of the screen says. */
export function bellTime(language: string, time: string): string {
  const clock = new Intl.DateTimeFormat(language, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
  return clock.format(new Date(`1970-01-01T${time}:00Z`));
}
