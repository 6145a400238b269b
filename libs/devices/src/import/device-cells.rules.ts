import { numberAsText, plainText, Unmet, type CellRule } from '@firstbell/platform';

export const tagText: CellRule<string> = numberAsText(64);
export const serialText: CellRule<string> = (text) => {
  const serial = numberAsText(64)(text);
  return typeof serial === 'string' ? serial.toUpperCase() : serial;
};
export const nameText: CellRule<string> = plainText(120);

/** A note may begin with a dash; every file that leaves Firstbell is made safe for spreadsheets on its way out. */
export const noteText: CellRule<string> = (text) => {
  if (text.includes('\uFFFD')) return new Unmet('text in UTF-8 (save the file as "CSV UTF-8")');
  const clean = text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
  return clean.length > 2_000 ? new Unmet('at most 2000 characters') : clean;
};

/** E-mail address or user name, as the system that exported it knows the person. */
export const holderText: CellRule<string> = (text) =>
  text.length > 254 || /[\p{Cc}\uFFFD]/u.test(text) ? new Unmet('an e-mail address or user name') : text.toLowerCase();

/** ISO 8601 with a time zone, or taken as UTC; anything else, "Never" included, says nothing. */
export function momentOf(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (match === null) return null;
  const moment = new Date(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`);
  return Number.isNaN(moment.valueOf()) || moment.getUTCFullYear() < 1990 ? null : moment.toISOString();
}
