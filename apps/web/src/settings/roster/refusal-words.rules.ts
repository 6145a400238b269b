/** Reasons for which a whole file is refused and that this screen explains in its own words, without their `roster.`. */
export const refusalWords = [
  'not_a_zip',
  'zip_damaged',
  'zip_unsafe_name',
  'zip_unsupported',
  'encrypted',
  'too_large',
  'several_rosters',
  'no_users_file',
  'not_utf8',
  'wrong_delimiter',
  'header_duplicated',
  'header_misspelt',
  'header_missing',
  'no_roles',
  'no_people',
  'outdated',
] as const;
export type RefusalWord = (typeof refusalWords)[number];

export const refusalWordOf = (code: string): string => code.replace(/^roster\./, '');

export const isRefusalWord = (word: string): word is RefusalWord => refusalWords.some((one) => one === word);
