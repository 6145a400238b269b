/** A cell that breaks its rule, in the words "expected …". */
export class Unmet {
  constructor(readonly expected: string) {}
}

/** Reads a trimmed, non-empty cell. */
export type CellRule<T> = (text: string) => T | Unmet;

/** Whole letters: half of a pair of surrogates cannot be stored. */
const cutOff = /^(.{80}).+$/su;

/** A cell as shown in a report: short, on one line, and honest about being blank. */
export function foundAs(text: string): string {
  if (text === '') return 'nothing';
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return plain.replace(cutOff, '$1…');
}

/**
 * Any text that may be stored and shown. Refused are bytes that were not UTF-8 (they arrive as U+FFFD), control
 * characters, and a beginning that a spreadsheet would run as a formula when the data is exported again.
 */
export function plainText(maxLength: number): CellRule<string> {
  return (text) => {
    if (text.includes('\uFFFD')) return new Unmet('text in UTF-8 (save the file as "CSV UTF-8")');
    const oneLine = text.replace(/\s+/g, ' ');
    if (/\p{Cc}/u.test(oneLine)) return new Unmet('text without control characters');
    if (/^[=+\-@]/.test(oneLine)) return new Unmet('text that does not begin with = + - or @, as a formula would');
    if (oneLine.length > maxLength) return new Unmet(`at most ${maxLength} characters`);
    return oneLine;
  };
}

/** A number of a badge, tag or serial stays text, since leading zeros belong to it. In scientific form it is a spreadsheet's damage. */
export function numberAsText(maxLength: number): CellRule<string> {
  const anyText = plainText(maxLength);
  return (text) =>
    /^\d(?:[.,]\d+)?E\+\d+$/i.test(text) ? new Unmet('the number in full (a spreadsheet has shortened it)') : anyText(text);
}

export const emailAddress: CellRule<string> = (text) =>
  text.length <= 254 &&
  /^[^\s@=+\-"<>,;:\p{Cc}\uFFFD][^\s@"<>,;:\p{Cc}\uFFFD]*@[^\s@"<>,;:\p{Cc}\uFFFD][^\s@"<>,;:.\p{Cc}\uFFFD]*\.[^\s@"<>,;:\p{Cc}\uFFFD]+$/u.test(
    text,
  )
    ? text
    : new Unmet('an e-mail address like name@school.example');

export const trueOrFalse: CellRule<boolean> = (text) => {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : new Unmet('true or false');
};

/** 1/05/2023 is January in one country and May in another, so nothing but the ISO form is read. */
export const isoDate: CellRule<string> = (text) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  if (match === null) return new Unmet('a date as YYYY-MM-DD');
  const date = `${match[1]}-${match[2]}-${match[3]}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.valueOf()) || !parsed.toISOString().startsWith(date) ? new Unmet('a date that exists, as YYYY-MM-DD') : date;
};
