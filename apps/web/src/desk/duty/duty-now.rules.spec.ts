import type { DutyRow } from '@firstbell/contracts/tickets';
import type { RowChange } from '@firstbell/contracts/realtime';
import { describe, expect, it } from '@jest/globals';
import { applyChanges, noRows } from '../../realtime/live-rows.rules.js';
import { lineRow } from '../line/line-row.fixture.js';
import { dutyBaseline, dutyNow, whoHoldsWhat } from './duty-now.rules.js';

const person = (id: string, minute: number): DutyRow => ({
  person: { id, name: id },
  since: `2026-09-01T08:0${String(minute)}:00.000Z`,
  skills: [],
  holding: [],
});
const came = (id: string, version: number): RowChange => ({ kind: 'duty', id, version, row: person(id, 5) });
const went = (id: string, version: number): RowChange => ({ kind: 'duty', id, version, row: null });
const names = (duty: readonly DutyRow[]) => duty.map((one) => one.person.id);

describe('who is on duty', () => {
  it('starts from the list and follows who comes and goes', () => {
    const rows = applyChanges(noRows, [came('bo', 3), went('ana', 4)]);
    expect(names(dutyNow([person('ana', 0), person('cy', 1)], rows, dutyBaseline(noRows)))).toEqual(['cy', 'bo']);
  });

  it('believes a newer list over what was heard before it', () => {
    const before = applyChanges(noRows, [went('ana', 4), came('bo', 5)]);
    expect(names(dutyNow([person('ana', 0)], before, dutyBaseline(before)))).toEqual(['ana']);
  });

  it('reads who holds what from the tickets', () => {
    const mine = lineRow({ state: 'claimed', claimedBy: { id: 'ana', name: 'ana' } });
    const [ana] = whoHoldsWhat([person('ana', 0)], [mine, lineRow({ id: 't2', code: 'B-15' })]);
    expect(ana?.holding.map((row) => row.code)).toEqual(['B-14']);
  });
});
