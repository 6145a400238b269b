import { describe, expect, it } from '@jest/globals';
import { FirstbellError } from '@firstbell/platform';
import { mustBeAbleToGive, stateWhenBack, type DeviceToGive, type Giving, type PersonToGiveTo } from './check-out.rules.js';

const device: DeviceToGive = { tag: 'FB-1', state: 'spare', loaner: false, holder: null, cart: null };
const person: PersonToGiveTo = { id: 'maya', name: 'Maya R.', left: false, assigned: null, agreements: ['assigned', 'loaner'] };
const giving: Giving = { kind: 'assigned', dueOn: null, today: '2026-09-01', agreement: 'on_file' };

function codeOf(change: { device?: Partial<DeviceToGive>; person?: Partial<PersonToGiveTo>; giving?: Partial<Giving> }): string {
  try {
    mustBeAbleToGive({ ...device, ...change.device }, { ...person, ...change.person }, { ...giving, ...change.giving });
    return 'given';
  } catch (error) {
    if (error instanceof FirstbellError) return error.code;
    throw error;
  }
}

describe('giving a device out', () => {
  it('is allowed when nothing speaks against it', () => {
    expect(codeOf({})).toBe('given');
  });

  it.each([
    ['lost', { device: { state: 'lost' } }, 'check_out.reported'],
    ['stolen', { device: { state: 'stolen' } }, 'check_out.reported'],
    ['retired', { device: { state: 'retired' } }, 'check_out.retired'],
    ['in repair', { device: { state: 'in_repair' } }, 'check_out.in_repair'],
    ['with the same person', { device: { holder: { id: 'maya', name: 'Maya R.' } } }, 'check_out.already_theirs'],
    ['with somebody else', { device: { holder: { id: 'leo', name: 'Leo K.' } } }, 'check_out.held'],
    ['in a cart', { device: { cart: { name: 'Cart 1', slot: 4 } } }, 'check_out.in_cart'],
    ['of the loaner pool', { device: { loaner: true } }, 'check_out.of_pool'],
  ] as const)('is refused when the device is %s', (_, change, code) => {
    expect(codeOf(change)).toBe(code);
  });

  it('lends a loaner beside the assigned laptop, with a due date and an agreement of its own', () => {
    const lending = { kind: 'loaner', dueOn: '2026-09-01' } as const;
    const pool = { device: { loaner: true } };
    expect(codeOf({ ...pool, person: { assigned: 'FB-9' }, giving: lending })).toBe('given');
    expect(codeOf({ ...pool, giving: { ...lending, dueOn: null } })).toBe('check_out.no_due_date');
    expect(codeOf({ ...pool, giving: { ...lending, dueOn: '2026-08-31' } })).toBe('check_out.due_in_the_past');
    expect(codeOf({ ...pool, person: { agreements: ['assigned'] }, giving: lending })).toBe('check_out.no_agreement');
    expect(codeOf({ giving: lending })).toBe('check_out.not_in_pool');
    expect(codeOf({ person: { assigned: 'FB-9' } })).toBe('check_out.has_one');
  });
});

describe('a device that is brought back', () => {
  it('is spare, found when it was missed, and stays in repair while it is repaired', () => {
    const states = ['in_use', 'lost', 'stolen', 'in_repair'] as const;
    expect(states.map((state) => stateWhenBack(state, state === 'in_repair'))).toEqual(['spare', 'spare', 'spare', 'in_repair']);
    expect((['lost', 'stolen'] as const).map((state) => stateWhenBack(state, true))).toEqual(['in_repair', 'in_repair']);
  });
});
