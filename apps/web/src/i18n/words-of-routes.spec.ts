import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const routes = resolve('apps/web/src/routes');
const files = readdirSync(routes, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));

/** What a module imports from ours before it runs; what it loads later brings its words itself. */
function importsOf(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?'(\.[^']+)\.js';/gm)];
  return found.flatMap(([, name = '']) => ['.ts', '.tsx'].map((ending) => resolve(dirname(file), name + ending)).filter(existsSync));
}

function areasSaidBy(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  const calls = readFileSync(file, 'utf8').matchAll(/useTranslation\(([^)]*)\)/g);
  const areas = new Set([...calls].flatMap(([, inside = '']) => [...inside.matchAll(/'(\w+)'/g)].map(([, area = '']) => area)));
  for (const imported of importsOf(file))
    if (!seen.has(imported) && !imported.startsWith(routes)) for (const area of areasSaidBy(imported, seen)) areas.add(area);
  return areas;
}

/** Of the route itself and of those it is shown in. */
function areasLoadedFor(name: string): string[] {
  const folders = name.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'));
  const shownIn = folders.map((folder) => `${folder}.tsx`).filter((layout) => files.includes(layout));
  return [name, ...shownIn].flatMap((file) => {
    const [, inside = ''] = /loadWords\(([^)]*)\)/.exec(readFileSync(join(routes, file), 'utf8')) ?? [];
    return [...inside.matchAll(/'(\w+)'/g)].map(([, area = '']) => area);
  });
}

describe('a page', () => {
  it('is found, with the words it says', () => {
    expect(areasSaidBy(join(routes, '_staff/settings/people.tsx'))).toContain('settings');
    expect(areasLoadedFor('_staff/settings/people.tsx').sort()).toEqual(['console', 'errors', 'settings', 'staff']);
  });

  it.each(files)('%s has all its words loaded before it is drawn', (name) => {
    const loaded = areasLoadedFor(name);
    // Those of the shell are there before any page.
    const missing = [...areasSaidBy(join(routes, name))].filter((area) => area !== 'shell' && !loaded.includes(area));
    expect({ missing: missing.sort(), in: relative('.', join(routes, name)) }).toMatchObject({ missing: [] });
  });
});
