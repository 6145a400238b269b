/** What a ticket is called in public: the desk's letter and its number of the day. */
export const ticketCode = (letter: string, number: number): string => `${letter}-${number}`;

/** The number in a code of that desk; null when it is not one. */
export function numberOfCode(code: string, letter: string): number | null {
  const match = /^([A-Z])-(\d{1,6})$/.exec(code.trim().toUpperCase());
  return match?.[1] === letter ? Number(match[2]) : null;
}
