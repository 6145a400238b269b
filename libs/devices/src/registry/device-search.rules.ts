/** The beginning of a text as a LIKE pattern, whatever signs are in it. */
export const beginsWith = (text: string): string => `${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Backwards, for an index over reversed texts. */
export const reversed = (text: string): string => [...text].reverse().join('');

/** The models that contain every word of a search. */
export function modelsMatching(models: readonly string[], search: string): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? [] : models.filter((model) => words.every((word) => model.toLowerCase().includes(word)));
}
