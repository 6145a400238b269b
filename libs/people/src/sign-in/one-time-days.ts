/**
 * Days for which a one-time password that was handed over opens its account. Long enough for a mail sent in the last month of the
 * summer holidays, or a slip printed some days before a winter break of two weeks: thousands that run out just before the first day
 * of school would stand in line at the desk. Until it is handed over it is sealed, and nobody has it.
 */
export const oneTimeDays = 30;
