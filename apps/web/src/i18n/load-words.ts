import i18next, { type TypeOptions } from 'i18next';

type Area = keyof TypeOptions['resources'];

/**
 * The words of these areas, loaded by a route before its page is drawn. A page that misses some waits for them behind a
 * placeholder, and React leaves a placeholder standing for 300 ms at least.
 */
export const loadWords = async (...areas: readonly Area[]): Promise<void> => i18next.loadNamespaces(areas);
