import { FirstbellError } from '@firstbell/platform';

export interface ErasureFacts {
  readonly isSelf: boolean;
  readonly inRoster: boolean;
  readonly devices: number;
  readonly openTickets: number;
  readonly accountIsBusy: boolean;
}

/** Why a person cannot be erased yet: something is under way with them that has to be ended first. */
export function whyNotErasable(facts: ErasureFacts): FirstbellError | undefined {
  const refusal = (code: string, detail: string) => new FirstbellError(`person.${code}`, 409, detail, { field: 'personId' });
  if (facts.isSelf) return refusal('is_self', 'You would erase yourself. Another administrator has to do it.');
  if (facts.inRoster)
    return refusal(
      'in_roster',
      'The roster still has this person, and its next import would bring them back. Take them out of the roster, import it, and erase them then.',
    );
  if (facts.devices > 0) return refusal('has_device', 'This person still has a device. Check it in first.');
  if (facts.openTickets > 0)
    return refusal('has_open_ticket', 'This person has filed or holds a ticket that is open. Resolve or cancel it first.');
  if (facts.accountIsBusy) return refusal('account_busy', 'Their account is being worked on just now. Try again in a minute.');
  return undefined;
}

export interface Identifiers {
  readonly givenName: string;
  readonly preferredName: string | null;
  readonly familyName: string;
  /** Addresses, user names, badge, ids of other systems. */
  readonly ids: readonly (string | null)[];
}

/** Shorter ones are found in words that mean something else. */
const shortest = 4;

/**
 * A regular expression of PostgreSQL for what tells, in free text, who was meant: a full name, an address, a badge. Null when all
 * that is known of the person is too short to tell: an expression without a word in it would match everywhere.
 */
export function mentionsOf({ givenName, preferredName, familyName, ids }: Identifiers): string | null {
  const names = [givenName, ...(preferredName === null ? [] : [preferredName])].flatMap((given) => [
    `${given} ${familyName}`,
    `${familyName} ${given}`,
    `${familyName}, ${given}`,
  ]);
  const phrases = [...names, ...ids.flatMap((id) => (id === null ? [] : [id]))].filter((phrase) => phrase.length >= shortest);
  if (phrases.length === 0) return null;
  // The longest first: an address would otherwise lose only the user name in it.
  const literal = [...new Set(phrases)].sort((a, b) => b.length - a.length).map((phrase) => phrase.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&'));
  return `(?<![[:alnum:]])(?:${literal.join('|')})(?![[:alnum:]])`;
}
