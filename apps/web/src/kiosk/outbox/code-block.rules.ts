/** Ticket codes this kiosk reserved for a day of the school. */
export interface CodeBlock {
  readonly day: string;
  readonly codes: readonly string[];
}

export const blockSize = 20;
const refillBelow = 8;

/** The calendar day, `YYYY-MM-DD`, that it is now in a time zone. */
export const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

export const needsMoreCodes = (block: CodeBlock | null, today: string): boolean =>
  block === null || block.day !== today || block.codes.length < refillBelow;

/** Takes the next code of today; null when none is left or the block is another day's. */
export function takeCode(block: CodeBlock | null, today: string): { readonly code: string | null; readonly block: CodeBlock | null } {
  if (block === null || block.day !== today) return { code: null, block: null };
  const [code, ...codes] = block.codes;
  return { code: code ?? null, block: { day: block.day, codes } };
}

/** Adds a newly reserved block behind what is left of the same day's. */
export function addCodes(block: CodeBlock | null, more: CodeBlock): CodeBlock {
  const left = block !== null && block.day === more.day ? block.codes : [];
  return { day: more.day, codes: [...left, ...more.codes.filter((code) => !left.includes(code))] };
}
