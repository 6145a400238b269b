import type { Period } from '@firstbell/contracts/people';
import type { BellSchedule } from '@firstbell/contracts/schedule';

/** A period’s name, with the kind of day where it rings on one only: `Period 1 (A)`. */
export function periodLabel({ name, dayTypeId }: Period, dayTypes: BellSchedule['dayTypes']): string {
  const dayType = dayTypes.find(({ id }) => id === dayTypeId);
  return dayType === undefined ? name : `${name} (${dayType.name})`;
}
