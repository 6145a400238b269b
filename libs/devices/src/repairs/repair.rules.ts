import type { RepairState } from '@firstbell/contracts/circulation';
import type { DeviceState } from '@firstbell/contracts/devices';
import { FirstbellError, hasRole, isCoach, type Actor } from '@firstbell/platform';

/** Costs, and that something is thrown away, are for adults. */
export const isAdult = (actor: Actor): boolean => isCoach(actor) || hasRole(actor, 'administrator');

export const isOver = (state: RepairState): boolean => state === 'done' || state === 'scrapped';

/** @param open the device's repair that is not over, if there is one */
export function mustBeRepairable(device: { tag: string; state: DeviceState }, open: boolean): void {
  const { tag, state } = device;
  if (open) {
    throw new FirstbellError('repair.already_open', 409, `${tag} is in repair already. Open that repair and add to it.`, {
      field: 'deviceTag',
      facts: { tag },
    });
  }
  if (state === 'retired' || state === 'lost' || state === 'stolen') {
    throw new FirstbellError(
      'repair.not_possible',
      409,
      state === 'retired'
        ? `${tag} is retired and is not repaired any more.`
        : `${tag} was reported ${state}. Check it in first, which says that it is found, then open the repair.`,
      { field: 'deviceTag', facts: { tag, state } },
    );
  }
}

export function mustNotBeOver(state: RepairState): void {
  if (!isOver(state)) return;
  throw new FirstbellError('repair.over', 409, 'This repair is over. Open another one if the device fails again.', { field: 'repairId' });
}

/** A loaner is for whoever has to do without the device. */
export function mustHaveHolder(tag: string, holderId: string | null): string {
  if (holderId !== null) return holderId;
  throw new FirstbellError('repair.nobody_to_lend_to', 409, `Nobody has ${tag}, so nobody needs a loaner for it. Leave the loaner out.`, {
    field: 'loaner',
    facts: { tag },
  });
}

/** Whoever closes a repair says what became of its loaner while that is out. */
export function mustAnswerForLoaner(loanerTag: string, answer: 'returned' | 'kept' | undefined): 'returned' | 'kept' {
  if (answer !== undefined) return answer;
  throw new FirstbellError(
    'repair.loaner_is_out',
    409,
    `The loaner ${loanerTag} is still out. Say whether it is back or is kept until it is due.`,
    { field: 'loaner', facts: { tag: loanerTag } },
  );
}

export function mustBeAdultToScrap(actor: Actor, state: RepairState): void {
  if (state !== 'scrapped' || isAdult(actor)) return;
  throw new FirstbellError(
    'repair.scrap_needs_adult',
    403,
    'That a device is scrapped is for the coach to decide. Ask the coach to close this repair.',
    {
      field: 'state',
    },
  );
}

/** What the device is once its repair is over. */
export function stateAfterRepair(outcome: 'done' | 'scrapped', held: boolean): DeviceState {
  if (outcome === 'scrapped') return 'retired';
  return held ? 'in_use' : 'spare';
}
