import type { RepairRow } from '@firstbell/contracts/circulation';

/** Where a repair that is not over can stand. */
export const goingOn = ['open', 'sent', 'waiting_part'] as const;

/** What is typed about how a repair goes on: a vendor left empty is none. */
export interface RepairValues {
  readonly state: (typeof goingOn)[number];
  readonly warranty: boolean;
  readonly damage: boolean;
  readonly vendor: string;
}

export const valuesOf = (repair: Pick<RepairRow, 'state' | 'warranty' | 'damage' | 'vendor'>): RepairValues => ({
  state: goingOn.find((one) => one === repair.state) ?? 'open',
  warranty: repair.warranty,
  damage: repair.damage,
  vendor: repair.vendor ?? '',
});

/** Only what the person changed is sent, so that what somebody else wrote meanwhile in another field stays. */
export function changesOf(seen: RepairValues, values: RepairValues) {
  return {
    ...(values.state === seen.state ? {} : { state: values.state }),
    ...(values.warranty === seen.warranty ? {} : { warranty: values.warranty }),
    ...(values.damage === seen.damage ? {} : { damage: values.damage }),
    ...(values.vendor === seen.vendor ? {} : { vendor: values.vendor.trim() === '' ? null : values.vendor }),
  };
}
