/** What of a person a username can be made from. */
export interface UsernameFacts {
  readonly givenName: string;
  readonly preferredName: string | null;
  readonly familyName: string;
  readonly grade: string | null;
  readonly badge: string | null;
  readonly username: string | null;
  readonly sourceId: string | null;
}

/** Active Directory allows no more in sAMAccountName; the others allow more. */
const longest = 20;
const field = /\{(given|preferred|family|grade|badge|username|id)(?::(\d+))?\}/g;

/** Letters that Unicode does not take apart into a plain letter and a mark. */
const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** `José Núñez` → `jose nunez`: what every directory takes in a name to sign in with. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? '');

/**
 * The name a rule makes of a person, without a number yet; empty when their fields give nothing. What is missing leaves
 * no separator behind: `{given}.{family}` of somebody with one name is that name.
 */
export function usernameOf(rule: string, person: UsernameFacts): string {
  const values: Readonly<Record<string, string | null>> = {
    given: person.givenName,
    preferred: person.preferredName ?? person.givenName,
    family: person.familyName,
    grade: person.grade,
    badge: person.badge,
    username: person.username,
    id: person.sourceId,
  };
  const filled = rule.replaceAll(field, (_, name: string, letters?: string) => {
    const value = plain(values[name] ?? '').replaceAll(/[^a-z0-9_-]/g, name === 'username' || name === 'id' ? '.' : '');
    return letters === undefined ? value : value.slice(0, Number(letters));
  });
  const tidy = filled.replaceAll(/[._-]+/g, (run) => (run.includes('.') ? '.' : run)).replaceAll(/^[._-]+|(?<![._-])[._-]+$/g, '');
  // Fields that gave nothing leave the fixed letters of the rule alone, which would be nobody's name.
  return hasField(rule, values) ? tidy.slice(0, longest).replace(/(?<![._-])[._-]+$/, '') : '';
}

const hasField = (rule: string, values: Readonly<Record<string, string | null>>): boolean =>
  [...rule.matchAll(field)].some(([, name]) => plain(values[name ?? ''] ?? '').replaceAll(/[^a-z0-9]/g, '') !== '');

/** The `number`th who would have this name, from 1 on: `ann.li`, `ann.li2`, `ann.li3`. */
export const numberedUsername = (name: string, number: number): string =>
  number === 1 ? name : `${name.slice(0, longest - String(number).length)}${number}`;

export interface UsernamePreview {
  readonly people: number;
  readonly numbered: number;
  readonly nameless: number;
  readonly examples: { name: string; username: string }[];
}

const examplesShown = 12;

/** `reached` remembers how far a name has been counted, so that a whole school of Smiths is counted once. */
function freeOf(name: string, used: ReadonlySet<string>, reached: Map<string, number>): string {
  let number = reached.get(name) ?? 1;
  while (used.has(numberedUsername(name, number))) number += 1;
  reached.set(name, number);
  return numberedUsername(name, number);
}

/** What a rule would do to these people beside the names that are taken already; those who collide are shown first. */
export function previewUsernames(
  rule: string,
  people: readonly (UsernameFacts & { readonly name: string })[],
  taken: Iterable<string>,
): UsernamePreview {
  const used = new Set(taken);
  const plainExamples: { name: string; username: string }[] = [];
  const numberedExamples: { name: string; username: string }[] = [];
  let [numbered, nameless] = [0, 0];
  const reached = new Map<string, number>();
  for (const person of people) {
    const wanted = usernameOf(rule, person);
    if (wanted === '') {
      nameless += 1;
      continue;
    }
    const username = freeOf(wanted, used, reached);
    used.add(username);
    if (username !== wanted) numbered += 1;
    const examples = username === wanted ? plainExamples : numberedExamples;
    if (examples.length < examplesShown) examples.push({ name: person.name, username });
  }
  const shownNumbered = numberedExamples.slice(0, examplesShown / 2);
  return {
    people: people.length,
    numbered,
    nameless,
    examples: [...shownNumbered, ...plainExamples.slice(0, examplesShown - shownNumbered.length)],
  };
}

/** The same for those whose accounts would be asked for, behind those who wait for theirs already and take their names first. */
export function previewAccounts(
  rule: string,
  people: readonly (UsernameFacts & { readonly name: string; readonly asked: boolean })[],
  taken: Iterable<string>,
): UsernamePreview {
  const used = new Set(taken);
  const reached = new Map<string, number>();
  for (const person of people.filter(({ asked }) => asked)) {
    const wanted = usernameOf(rule, person);
    if (wanted !== '') used.add(freeOf(wanted, used, reached));
  }
  return previewUsernames(
    rule,
    people.filter(({ asked }) => !asked),
    used,
  );
}
