import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type PageLanguage = 'en' | 'es';

/** Looks up what a page says: `words('kiosk.issue.title')`. Fails on words that no page says any more. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const files = new Map<string, unknown>();

/** The words of the pages in one language, out of the files that the pages read themselves. */
export function wordsIn(language: PageLanguage): Words {
  return (key, values = {}) => {
    const [namespace = '', ...path] = key.split('.');
    const found = path.reduce<unknown>(
      (at, step) => (typeof at === 'object' && at !== null && step in at ? (at as Record<string, unknown>)[step] : undefined),
      fileOf(language, namespace),
    );
    if (typeof found !== 'string') throw new Error(`No page says ${key} in ${language}.`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${key} needs ${name}.`);
      return String(value);
    });
  };
}

function fileOf(language: PageLanguage, namespace: string): unknown {
  const path = resolve('apps/web/src/locales', language, `${namespace}.json`);
  const known = files.get(path);
  if (known !== undefined) return known;
  const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
  files.set(path, read);
  return read;
}
