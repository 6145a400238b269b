/** What a file's word for the state of a device means here; null for words that say nothing a school acts upon. */
export type FiledStatus = 'retired' | 'lost' | 'stolen' | 'repair';

const words: readonly (readonly [RegExp, FiledStatus | null])[] = [
  [/^(active|deployed|deployable|ready to deploy|in use|assigned|available|pending|provisioned|in stock|spare|compliant)\b/i, null],
  [/stolen|robad/i, 'stolen'],
  [/lost|missing|perdid/i, 'lost'],
  [/repair|reparaci/i, 'repair'],
  [/archived|retired|disposed|decommissioned|deprovisioned|disabled|not fixable|surplus|undeployable/i, 'retired'],
];

/** `undefined` for a word nobody here knows. "Lost/Stolen" is lost: nobody has said that it was taken. */
export function filedStatus(word: string): FiledStatus | null | undefined {
  if (/^lost/i.test(word.trim())) return 'lost';
  return words.find(([pattern]) => pattern.test(word.trim()))?.[1];
}
