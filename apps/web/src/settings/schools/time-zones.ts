/** Zone names the browser knows, as an administrator would look for them: "America/New York". */
export const timeZones = (): { value: string; label: string }[] =>
  Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));

export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
