import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateRoster } from '../../../../test/support/generate-roster.js';
import { FAULT_NAMES, type FaultName } from '../../../../test/support/roster-faults.js';
import { TestFolder, zipOf } from '../../../../test/support/zip-of.js';
import { openRoster } from './open-roster.js';
import type { RosterItem, RosterProblem } from './roster-items.js';
import { RosterRefusal } from './roster-refusal.js';

let folder: TestFolder;
beforeAll(async () => {
  folder = await TestFolder.create();
});
afterAll(() => folder.remove());

async function itemsOf(path: string): Promise<RosterItem[]> {
  const roster = await openRoster(path);
  const items: RosterItem[] = [];
  for await (const batch of roster.items()) items.push(...batch);
  roster.close();
  return items;
}

const count = (items: readonly RosterItem[], kind: RosterItem['kind']): number => items.filter((item) => item.kind === kind).length;
const placed = ({ file, line, column, severity }: { file: string; line: number; column: string | null; severity: string }): string =>
  `${file}:${line} ${column ?? 'row'} ${severity}`;
const isProblem = (item: RosterItem): item is RosterProblem => item.kind === 'problem';

describe('a generated roster', () => {
  it.each(['1.1', '1.2'] as const)('of version %s is read without a word and without loss', async (version) => {
    const { path, rows } = await generateRoster(join(folder.path, `${version}.zip`), { students: 300, version });
    const items = await itemsOf(path);
    expect(items.filter(isProblem)).toEqual([]);
    expect(count(items, 'person')).toBe(rows['users.csv']);
    expect(count(items, 'class')).toBe(rows['classes.csv']);
    expect(count(items, 'enrollment')).toBe(rows['enrollments.csv']);
  });

  it('is the same bytes for the same plan', async () => {
    const one = await itemsOf((await generateRoster(join(folder.path, 'one.zip'), { students: 60, seed: 5 })).path);
    const two = await itemsOf((await generateRoster(join(folder.path, 'two.zip'), { students: 60, seed: 5 })).path);
    expect(one).toEqual(two);
  });
});

describe('planted faults', () => {
  it.each(FAULT_NAMES)('of the kind %s are reported, each once and at its place, and nothing else is', async (fault: FaultName) => {
    const { path, planted } = await generateRoster(join(folder.path, `${fault}.zip`), { students: 90, faults: { [fault]: 2 } });
    const problems = (await itemsOf(path)).filter(isProblem);
    expect(problems.map(placed).sort()).toEqual(planted.map(placed).sort());
    for (const problem of problems) expect(problem.expected.length * problem.found.length).toBeGreaterThan(0);
  });

  it('all together cost no sound row', async () => {
    const faults = Object.fromEntries(FAULT_NAMES.map((name) => [name, 3]));
    const { path, planted, rows } = await generateRoster(join(folder.path, 'all.zip'), { students: 900, faults });
    const items = await itemsOf(path);
    expect(items.filter(isProblem).map(placed).sort()).toEqual(planted.map(placed).sort());
    const lost = new Set(
      planted.filter((problem) => problem.file === 'users.csv' && problem.severity === 'error').map((problem) => problem.line),
    );
    expect(count(items, 'person')).toBe((rows['users.csv'] ?? 0) - lost.size);
    expect(count(items, 'class')).toBe(rows['classes.csv']);
  });
});

describe('any file at all', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'u-0',
      'org-1',
      'student',
      'TRUE',
      'Ann',
      '"',
      '""',
      '=1+1',
      '1/05/2023',
      'x'.repeat(300),
      '\0',
      '\uFFFD',
      '\r',
      '\n',
      ',',
      '../../etc/passwd',
      "'; DROP TABLE person; --",
      '<script>',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const line = fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(','));

  it('is read or refused with a reason, and never fails in another way', async () => {
    const header = fc.oneof(fc.constant('sourcedId,orgSourcedIds,role,givenName,familyName,identifier'), line);
    await fc.assert(
      fc.asyncProperty(
        header,
        fc.array(line, { maxLength: 12 }),
        header,
        fc.array(line, { maxLength: 12 }),
        async (first, users, second, orgs) => {
          const path = await folder.write(
            'fuzzed.zip',
            await zipOf({ 'users.csv': [first, ...users].join('\n'), 'orgs.csv': [second, ...orgs].join('\r\n') }),
          );
          try {
            for (const item of await itemsOf(path)) {
              if (item.kind === 'person') expect(item.sourceId).toMatch(/^[\w.\-/@]{1,255}$/);
            }
          } catch (error) {
            if (!(error instanceof RosterRefusal)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with broken rows between sound ones still gives every sound person', async () => {
    const noise = fc
      .array(cell, { maxLength: 9 })
      .map((cells) => cells.join(','))
      .filter((text) => (text.match(/"/g)?.length ?? 0) % 2 === 0);
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 12 }), async (rows) => {
        const text = rows.flatMap((row, index) => [row, `sound-${index},org-1,student,Ann,Reyes,${index}`]);
        const users = ['sourcedId,orgSourcedIds,role,givenName,familyName,identifier', ...text].join('\n');
        const path = await folder.write('fuzzed.zip', await zipOf({ 'users.csv': users, 'orgs.csv': 'sourcedId,name\norg-1,North\n' }));
        const people = (await itemsOf(path)).filter((item) => item.kind === 'person' && item.sourceId.startsWith('sound-'));
        expect(people).toHaveLength(rows.length);
      }),
      { numRuns: 200 },
    );
  });

  it('made of bytes without meaning is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, likeZip) => {
        const path = await folder.write('bytes.zip', Buffer.concat([Buffer.from(likeZip ? 'PK\x03\x04' : ''), bytes]));
        await expect(itemsOf(path)).rejects.toBeInstanceOf(RosterRefusal);
      }),
    );
  });
});
