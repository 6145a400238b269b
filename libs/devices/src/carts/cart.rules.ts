import type { DeviceState } from '@firstbell/contracts/devices';
import { FirstbellError } from '@firstbell/platform';

export interface DeviceForSlot {
  readonly tag: string;
  readonly state: DeviceState;
  readonly held: boolean;
  /** Where it belongs now. */
  readonly in: { readonly cart: string; readonly slot: number } | null;
}

/** A cart's devices are a class's, not a person's, and each belongs in one slot. */
export function mustFitSlot({ tag, state, held, in: place }: DeviceForSlot): void {
  if (held) {
    throw new FirstbellError('cart.device_held', 409, `Somebody has ${tag}. Check it in first, then put it into the cart.`, {
      field: 'deviceTag',
      facts: { tag },
    });
  }
  if (state === 'retired' || state === 'lost' || state === 'stolen') {
    throw new FirstbellError('cart.device_not_usable', 409, `${tag} is ${state} and cannot be put into a cart. Scan another laptop.`, {
      field: 'deviceTag',
      facts: { tag, state },
    });
  }
  if (place !== null) {
    throw new FirstbellError('cart.device_in_slot', 409, `${tag} belongs in slot ${place.slot} of ${place.cart}. Empty that slot first.`, {
      field: 'deviceTag',
      facts: { tag, cart: place.cart, slot: place.slot },
    });
  }
}

export function mustHaveSlot(slot: number, slots: number): void {
  if (slot <= slots) return;
  throw new FirstbellError('cart.no_such_slot', 400, `This cart has ${slots} slots. Choose one of them.`, {
    field: 'slot',
    facts: { slots },
  });
}

export function mustNotBeOver(day: string, today: string): void {
  if (day >= today) return;
  throw new FirstbellError('cart.day_has_passed', 400, 'This day has passed. Reserve the cart for today or later.', { field: 'day' });
}

export const nameTaken = (name: string) =>
  new FirstbellError('cart.name_taken', 409, `There is a cart called ${name} already. Give this one another name.`, {
    field: 'name',
    facts: { name },
  });

export const reservedBy = (className: string, by: string) =>
  new FirstbellError('cart.reserved', 409, `${by} has reserved this cart for ${className} in this period. Choose another cart or period.`, {
    field: 'periodId',
    facts: { className, by },
  });

export function mustStand(reservation: { readonly cancelled: boolean }): void {
  if (!reservation.cancelled) return;
  throw new FirstbellError('cart.reservation_cancelled', 409, 'This reservation was given up. Look at the list again.', {
    field: 'reservationId',
  });
}

export function mustNotBeChecked(reservation: { readonly returnedAt: string | null }): void {
  if (reservation.returnedAt === null) return;
  throw new FirstbellError('cart.return_checked', 409, 'This class has brought the cart back already. Look at what is missing instead.', {
    field: 'reservationId',
  });
}

/** A cart is reserved for a period that rings on that day. */
export function mustRing(period: { readonly id: string; readonly name: string }, ofDay: readonly { readonly id: string }[]): void {
  if (ofDay.some(({ id }) => id === period.id)) return;
  throw new FirstbellError('cart.no_such_bell', 422, `“${period.name}” does not ring on that day. Choose another period or day.`, {
    field: 'periodId',
    facts: { name: period.name },
  });
}

export const emptySlot = (slot: number) =>
  new FirstbellError('cart.empty_slot', 409, `Slot ${slot} is empty, so there is no laptop to take. Choose another slot.`, {
    field: 'slot',
    facts: { slot },
  });

/** Which of the cart's devices a scan is, by tag or serial number; what is left over is of no slot. */
export function sortScans<Device extends { readonly tag: string; readonly serial: string | null }>(
  devices: readonly Device[],
  scans: readonly string[],
): { readonly back: ReadonlySet<Device>; readonly unexpected: readonly string[] } {
  const known = new Map(devices.flatMap((device) => labelsOf(device).map((label) => [label, device] as const)));
  const back = new Set<Device>();
  const unexpected = new Set<string>();
  for (const scan of scans) {
    const device = known.get(scan);
    if (device === undefined) unexpected.add(scan);
    else back.add(device);
  }
  return { back, unexpected: [...unexpected] };
}

const labelsOf = ({ tag, serial }: { readonly tag: string; readonly serial: string | null }): string[] =>
  serial === null ? [tag] : [serial, tag];
