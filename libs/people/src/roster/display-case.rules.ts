/** How many letters an all-capitals name needs before it is taken for a habit of the exporting program: DJ and TJ are names. */
const LETTERS_OF_A_HABIT = 4;

const SUFFIXES = new Set(['II', 'III', 'IV', 'VI']);

export interface WrittenName {
  readonly givenName: string;
  readonly familyName: string;
}

/**
 * Many school systems export MARIA O'NEIL-GARCÍA. Such a name is shown as Maria O'Neil-García, but only when the *whole*
 * name is in capitals: a mixed one was typed by somebody who meant it. Returns undefined when the name stays as it is.
 */
export function displayCase(name: WrittenName): WrittenName | undefined {
  const whole = `${name.givenName} ${name.familyName}`;
  const letters = whole.match(/\p{L}/gu) ?? [];
  if (letters.length < LETTERS_OF_A_HABIT || whole !== whole.toUpperCase() || whole === whole.toLowerCase()) {
    return undefined;
  }
  return { givenName: recase(name.givenName), familyName: recase(name.familyName) };
}

export function recase(text: string): string {
  return text
    .split(' ')
    .map((word) => (SUFFIXES.has(word) ? word : word.split('-').map(recaseWord).join('-')))
    .join(' ');
}

function recaseWord(word: string): string {
  const [first = '', ...others] = word.split(/(?<=['’])/u);
  const head = capitalise(first);
  // O'BRIEN, D'ANGELO and TA'NIYA begin anew after the apostrophe; a lone letter after it does not.
  const tail = others.map((part) => (first.length <= 3 && part.length >= 3 ? capitalise(part) : part.toLowerCase())).join('');
  return (head + tail).replace(/^Mc(\p{Ll})(?=\p{L}{2})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

function capitalise(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('').toLowerCase();
}
