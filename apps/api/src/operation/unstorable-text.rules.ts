/**
 * Fields of an input whose text PostgreSQL cannot store: it holds a NUL (`text` and `jsonb` take none) or half of a pair of
 * surrogates, which is no character of UTF-8. Dotted paths, each with what to do.
 */
export function unstorableTexts(input: unknown, path: readonly string[] = []): { field: string; detail: string }[] {
  if (typeof input === 'string') return isStorable(input) ? [] : [{ field: path.join('.'), detail }];
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    isStorable(key) ? unstorableTexts(value, [...path, key]) : [{ field: path.join('.'), detail }],
  );
}

const detail = 'holds a character that cannot be stored (NUL, or half of one); remove it';

const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);
