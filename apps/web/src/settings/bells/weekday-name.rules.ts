/* A Monday. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** What a weekday is called, 0 being Monday; with a capital, as it stands alone. */
export function weekdayName(index: number, language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(monday + index * dayMs);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
