/** One thing looked at. What is not well has a code that stays, and a cure. */
export type Finding = Well | Trouble;

interface Well {
  readonly about: string;
  readonly state: 'well';
  readonly says: string;
}

export interface Trouble {
  readonly about: string;
  readonly state: 'warning' | 'wrong';
  readonly code: string;
  readonly says: string;
  readonly cure: string;
}

export const well = (about: string, says: string): Finding => ({ about, state: 'well', says });
export const warning = (about: string, code: string, says: string, cure: string): Finding => ({
  about,
  state: 'warning',
  code,
  says,
  cure,
});
export const wrong = (about: string, code: string, says: string, cure: string): Finding => ({ about, state: 'wrong', code, says, cure });

const marks = { well: 'ok     ', warning: 'look   ', wrong: 'WRONG  ' } as const;

export function findingText(finding: Finding): string {
  const { about, state, says } = finding;
  const first = `${marks[state]}${about}: ${says}`;
  return finding.state === 'well' ? `${first}\n` : `${first} [${finding.code}]\n       → ${finding.cure}\n`;
}
