import { describe, expect, it } from '@jest/globals';
import { lineRow } from '../line/line-row.fixture.js';
import { foresee, type Pending, withPending } from './foresee.rules.js';

const ana = { id: 'ana', name: 'Ana R.' };
const bo = { id: 'bo', name: 'Bo T.' };
const claimed = lineRow({ state: 'claimed', claimedBy: ana, claimExpiresAt: '2026-09-01T08:15:00.000Z', onBench: true, version: 4 });
const claim = (part: Partial<Pending> = {}): Pending => ({
  requestId: 'r1',
  ticketId: 't1',
  seenVersion: 1,
  foreseen: { do: 'claim', by: ana },
  ...part,
});

describe('what is drawn before the server answers', () => {
  it('shows a claim at once, without inventing when it expires', () => {
    const [row] = withPending([lineRow()], [claim()]);
    expect(row).toMatchObject({ state: 'claimed', claimedBy: ana, claimExpiresAt: null });
  });

  it('gives way as soon as the server knows something newer: someone was faster', () => {
    const taken = lineRow({ version: 2, state: 'claimed', claimedBy: bo });
    expect(withPending([taken], [claim()])).toEqual([taken]);
  });

  it('goes back to what was when the action is dropped', () => {
    const rows = [lineRow()];
    expect(withPending(rows, [])).toBe(rows);
  });

  it('draws two actions of one person on one ticket in order', () => {
    const [row] = withPending([lineRow()], [claim(), claim({ requestId: 'r2', foreseen: { do: 'hold', reason: 'waiting_for_part' } })]);
    expect(row).toMatchObject({ state: 'held', holdReason: 'waiting_for_part', claimedBy: null });
  });

  it('leaves other tickets alone', () => {
    const other = lineRow({ id: 't2' });
    expect(withPending([other], [claim()])).toEqual([other]);
  });

  it('never leaves a holder, a lease or the bench on a ticket nobody holds', () => {
    for (const foreseen of [
      { do: 'release' },
      { do: 'return' },
      { do: 'reopen' },
      { do: 'resolve' },
      { do: 'cancel' },
      { do: 'hold', reason: 'other' },
      { do: 'escalate', reason: 'needs_adult' },
    ] as const) {
      expect(foresee(claimed, foreseen)).toMatchObject({ claimedBy: null, claimExpiresAt: null, onBench: false });
    }
  });

  it('passes a claim on without its old lease', () => {
    expect(foresee(claimed, { do: 'handOver', to: bo })).toMatchObject({
      state: 'claimed',
      claimedBy: bo,
      claimExpiresAt: null,
      onBench: false,
    });
  });
});
