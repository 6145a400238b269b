import type { DeviceReportKind, DeviceState } from '@firstbell/contracts/devices';
import { FirstbellError } from '@firstbell/platform';

export interface DeviceFacts {
  readonly state: DeviceState;
  readonly checkedOut: boolean;
  readonly inRepair: boolean;
}

export const isMissing = (state: DeviceState): boolean => state === 'lost' || state === 'stolen';

/** Where a device belongs that is at hand: with its holder, on the bench, or on the shelf. */
export function stateAtHand({ checkedOut, inRepair }: DeviceFacts): DeviceState {
  if (inRepair) return 'in_repair';
  return checkedOut ? 'in_use' : 'spare';
}

/** The state a report brings a device into. @throws FirstbellError when the report says nothing new. */
export function stateAfterReport(facts: DeviceFacts, report: DeviceReportKind): DeviceState {
  if (report === 'found') {
    if (isMissing(facts.state)) return stateAtHand(facts);
    throw new FirstbellError(
      'device.not_missing',
      409,
      'This device is neither lost nor stolen, so it cannot be found. Look at it again.',
      {
        facts: { state: facts.state },
      },
    );
  }
  if (facts.state === report)
    throw new FirstbellError('device.reported_already', 409, `This device is reported ${report} already.`, { facts: { state: report } });
  if (facts.state === 'retired')
    throw new FirstbellError('device.out_of_service', 409, 'This device is out of service. Put it back into service first.', {
      facts: { state: facts.state },
    });
  return report;
}

/** Taking a device out of service by hand, or putting it back. @throws FirstbellError when something else has to come first. */
export function stateByHand(facts: DeviceFacts, wanted: 'spare' | 'retired'): DeviceState {
  if (facts.state === wanted) return wanted;
  if (facts.checkedOut)
    throw new FirstbellError('device.checked_out', 409, 'Somebody has this device. Check it in first.', { field: 'state' });
  if (facts.inRepair)
    throw new FirstbellError('device.in_repair', 409, 'This device is in repair. Close the repair first.', { field: 'state' });
  if (wanted === 'spare' && isMissing(facts.state))
    throw new FirstbellError('device.missing', 409, 'This device is lost or stolen. Report it found first.', { field: 'state' });
  return wanted;
}
