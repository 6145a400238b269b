import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const pages = ['README.md', 'SECURITY.md', ...['docs', 'docker'].flatMap(pagesBelow)];

describe('what our pages link to', () => {
  it.each(pages)('is there: %s', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const files = links.filter((link) => !/^(?:[a-z]+:|#)/.test(link)).map((link) => join(dirname(page), link.split('#')[0] ?? ''));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}
