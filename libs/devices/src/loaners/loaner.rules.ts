import type { DeviceState } from '@firstbell/contracts/devices';
import { FirstbellError } from '@firstbell/platform';

/** Only what lies ready may come into the pool or leave it; what somebody has comes back first. */
export function mustFitPool(tag: string, state: DeviceState, held: boolean, loaner: boolean): void {
  if (held) {
    throw new FirstbellError(
      'loaner.held',
      409,
      loaner
        ? `Somebody has ${tag}. Check it in first, then put it into the pool.`
        : `${tag} is lent. Check it in first, then take it out of the pool.`,
      { field: 'deviceTag', facts: { tag } },
    );
  }
  if (loaner && (state === 'retired' || state === 'lost' || state === 'stolen')) {
    throw new FirstbellError('loaner.not_usable', 409, `${tag} is ${state} and cannot be lent. Choose another laptop.`, {
      field: 'deviceTag',
      facts: { tag, state },
    });
  }
}
