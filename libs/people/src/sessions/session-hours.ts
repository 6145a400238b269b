/**
 * How long a session lives, in hours: `unused` since somebody last used it, `atMost` since it began, however much it is used.
 * The one place of these numbers: `expires_at` in the row is made of them, and whoever asks whether a session is over reads that.
 */
export const sessionHours = {
  person: { unused: 12, atMost: 7 * 24 },
  /** A screen stays paired over a holiday, and for as long as it is on. */
  station: { unused: 120 * 24, atMost: null },
} as const;
