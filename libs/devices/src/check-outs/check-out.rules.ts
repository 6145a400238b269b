import type { CheckOutKind } from '@firstbell/contracts/circulation';
import type { DeviceState } from '@firstbell/contracts/devices';
import { FirstbellError } from '@firstbell/platform';
import { stateAtHand } from '../registry/device.rules.js';

export interface DeviceToGive {
  readonly tag: string;
  readonly state: DeviceState;
  /** Of the loaner pool. */
  readonly loaner: boolean;
  readonly holder: { readonly id: string; readonly name: string } | null;
  /** The slot it belongs in, when it is one of a cart. */
  readonly cart: { readonly name: string; readonly slot: number } | null;
}

export interface PersonToGiveTo {
  readonly id: string;
  readonly name: string;
  readonly left: boolean;
  /** Tag of the assigned laptop they have and can be expected to use: one that is lost or stolen does not count. */
  readonly assigned: string | null;
  readonly agreements: readonly CheckOutKind[];
}

export interface Giving {
  readonly kind: CheckOutKind;
  readonly dueOn: string | null;
  /** Today in the school's time zone. */
  readonly today: string;
  readonly agreement: 'on_file' | 'ticked';
}

/** Everything that speaks against giving this device to this person, the most telling first. */
export function mustBeAbleToGive(device: DeviceToGive, person: PersonToGiveTo, giving: Giving): void {
  mustBeFree(device, person.id);
  mustNotBeOfCart(device);
  mustBeOfPool(device, giving.kind);
  if (person.left) throw personLeft(person.name);
  if (giving.kind === 'assigned' && person.assigned !== null) throw hasOne(person.name, person.assigned);
  mustBeDue(giving);
  if (giving.agreement === 'on_file' && !person.agreements.includes(giving.kind)) throw noAgreement(person.name, giving.kind);
}

function mustBeFree({ tag, state, holder }: DeviceToGive, personId: string): void {
  if (state === 'lost' || state === 'stolen') {
    throw new FirstbellError(
      'check_out.reported',
      409,
      `${tag} was reported ${state}. Keep it at the desk and tell the coach now; checking it in says that it is found.`,
      { field: 'deviceTag', facts: { tag, state, holder: holder?.name ?? null } },
    );
  }
  if (state === 'retired') {
    throw new FirstbellError('check_out.retired', 409, `${tag} is retired and is not given out any more. Take another laptop.`, {
      field: 'deviceTag',
      facts: { tag },
    });
  }
  if (state === 'in_repair') {
    throw new FirstbellError('check_out.in_repair', 409, `${tag} is in repair. Close its repair first, or take another laptop.`, {
      field: 'deviceTag',
      facts: { tag },
    });
  }
  if (holder === null) return;
  if (holder.id === personId) {
    throw new FirstbellError(
      'check_out.already_theirs',
      409,
      `${holder.name} has ${tag} already. Nothing is left to do; scan the next person.`,
      {
        field: 'deviceTag',
        facts: { tag, name: holder.name },
      },
    );
  }
  throw new FirstbellError('check_out.held', 409, `${holder.name} has ${tag}. Check it in first, or take another laptop.`, {
    field: 'deviceTag',
    facts: { tag, holder: holder.name, holderId: holder.id },
  });
}

function mustNotBeOfCart({ tag, cart }: DeviceToGive): void {
  if (cart === null) return;
  throw new FirstbellError(
    'check_out.in_cart',
    409,
    `${tag} belongs in slot ${cart.slot} of ${cart.name}. Take it out of the cart first, or take another laptop.`,
    { field: 'deviceTag', facts: { tag, cart: cart.name, slot: cart.slot } },
  );
}

function mustBeOfPool({ tag, loaner }: DeviceToGive, kind: CheckOutKind): void {
  if (kind === 'loaner' && !loaner) {
    throw new FirstbellError(
      'check_out.not_in_pool',
      409,
      `${tag} is not in the loaner pool. Lend one of the pool, or have a coach put it in.`,
      {
        field: 'deviceTag',
        facts: { tag },
      },
    );
  }
  if (kind === 'assigned' && loaner) {
    throw new FirstbellError('check_out.of_pool', 409, `${tag} belongs to the loaner pool. Lend it as a loaner, or take another laptop.`, {
      field: 'deviceTag',
      facts: { tag },
    });
  }
}

function mustBeDue({ kind, dueOn, today }: Giving): void {
  if (kind === 'loaner' && dueOn === null) {
    throw new FirstbellError('check_out.no_due_date', 400, 'A loaner needs the day it is to be back. Enter it and send again.', {
      field: 'dueOn',
    });
  }
  if (dueOn !== null && dueOn < today) {
    throw new FirstbellError('check_out.due_in_the_past', 400, 'The day it is to be back has passed. Choose today or a later day.', {
      field: 'dueOn',
    });
  }
}

const personLeft = (name: string) =>
  new FirstbellError(
    'check_out.person_left',
    409,
    `${name} has left the school, so nothing is given out. Check the badge, or ask the coach.`,
    {
      field: 'personId',
      facts: { name },
    },
  );

const hasOne = (name: string, tag: string) =>
  new FirstbellError('check_out.has_one', 409, `${name} has ${tag} already. Check that one in first, or lend a loaner beside it.`, {
    field: 'personId',
    facts: { name, tag },
  });

const noAgreement = (name: string, kind: CheckOutKind) =>
  new FirstbellError(
    'check_out.no_agreement',
    409,
    kind === 'loaner'
      ? `No agreement for loaners of ${name} is on file. Have it signed, tick it and send again.`
      : `No device agreement of ${name} is on file. Have it signed, tick it and send again.`,
    { field: 'agreement', facts: { name, kind } },
  );

/** Who gives something back must have had it. */
export const notOut = (tag: string) =>
  new FirstbellError('check_out.not_out', 409, `${tag} is not checked out to anyone, so nothing is left to do.`, {
    field: 'deviceTag',
    facts: { tag },
  });

/** What was looked for is found by it, although nobody gave it back. */
export const foundWithNobody = (tag: string, state: DeviceState) =>
  new FirstbellError(
    'check_out.found_with_nobody',
    409,
    `${tag} was reported ${state} and nobody had it, so nothing was given back. It is written down as found; keep it at the desk and tell the coach now.`,
    { field: 'deviceTag', facts: { tag, state } },
  );

/** The state of a device nobody has any more: its repair goes on, and what was lost or stolen is found. */
export function stateWhenBack(state: DeviceState, inRepair: boolean): DeviceState {
  switch (state) {
    case 'in_repair':
    case 'retired':
      return state;
    case 'in_use':
    case 'spare':
      return 'spare';
    case 'lost':
    case 'stolen':
      return stateAtHand({ state, checkedOut: false, inRepair });
  }
}

/** What the desk should tell an adult of when it turns up. */
export const reportedAs = (state: DeviceState): 'lost' | 'stolen' | null => (state === 'lost' || state === 'stolen' ? state : null);

export const unknownDevice = () =>
  new FirstbellError('device.unknown', 404, 'This tag is not known at this school. Scan it again, or look for it in the registry.', {
    field: 'deviceTag',
  });

export const unknownPerson = () =>
  new FirstbellError('person.unknown', 404, 'This badge is not known at this school. Scan it again, or look for the name.', {
    field: 'scan',
  });

export const ambiguous = (field: 'scan' | 'deviceTag') =>
  new FirstbellError(
    'scan.ambiguous',
    409,
    field === 'scan'
      ? 'Two people carry this badge number. Look for the name instead, and have the roster corrected.'
      : 'Two devices carry this number, one as its tag and one as its serial number. Scan the other label.',
    { field },
  );
