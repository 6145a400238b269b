import type { RowChange } from '@firstbell/contracts/realtime';
import type { RosterImport } from '@firstbell/contracts/roster';
import { describe, expect, it } from '@jest/globals';
import { heardBaseline } from '../../realtime/listed-and-heard.rules.js';
import { applyChanges, noRows } from '../../realtime/live-rows.rules.js';
import { importsNow } from './imports-now.rules.js';

const none = { added: 0, changed: 0, removed: 0, unchanged: 0 };
const rosterImport = (id: string, state: RosterImport['state'], minute = 0): RosterImport => ({
  id,
  state,
  fileName: `${id}.zip`,
  startedAt: `2026-08-20T09:0${String(minute)}:00Z`,
  finishedAt: null,
  version: null,
  people: none,
  classes: none,
  enrollments: none,
  errors: 0,
  warnings: 0,
  applied: 0,
  refusal: null,
});
const heard = (id: string, version: number, state: RosterImport['state']): RowChange => ({
  kind: 'import',
  id,
  version,
  row: rosterImport(id, state),
});

describe('imports on the screen', () => {
  it('follow what is heard after the list came', () => {
    const rows = applyChanges(noRows, [heard('a', 3, 'ready')]);
    expect(importsNow([rosterImport('a', 'reading')], rows, heardBaseline(noRows))[0]?.state).toBe('ready');
  });

  it('believe a newer list over what was heard before it', () => {
    const before = applyChanges(noRows, [heard('a', 3, 'reading')]);
    expect(importsNow([rosterImport('a', 'ready')], before, heardBaseline(before))[0]?.state).toBe('ready');
  });

  it('are not mixed with what else is heard in the room', () => {
    const rows = applyChanges(noRows, [{ kind: 'catalogue', id: 'a', version: 9, row: null }]);
    expect(importsNow([rosterImport('a', 'ready')], rows, heardBaseline(noRows))).toEqual([rosterImport('a', 'ready')]);
  });

  it('stand newest first, and a new one needs no reload', () => {
    const rows = applyChanges(noRows, [{ kind: 'import', id: 'b', version: 1, row: rosterImport('b', 'uploaded', 5) }]);
    expect(importsNow([rosterImport('a', 'applied')], rows, heardBaseline(noRows)).map((one) => one.id)).toEqual(['b', 'a']);
  });
});
