import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
}

describe('what an installation without development packages has', () => {
  it('is all that our processes import', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
    const imported = new Set(['apps', 'libs'].flatMap(sourcesBelow).flatMap(packagesOf));
    expect(imported).toContain('pg');
    expect([...imported].filter((name) => !(name in dependencies))).toEqual([]);
  });
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name))
    .filter((path) => !path.startsWith(join('apps', 'web')));
}

function packagesOf(path: string): string[] {
  return ts
    .preProcessFile(readFileSync(path, 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !/^(?:\.|node:|@firstbell\/)/.test(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}
