import { deviceStates, type DeviceState } from '@firstbell/contracts/devices';
import type { DeviceSearch } from './device-search.rules.js';

export interface DeviceListFilter {
  readonly search?: string;
  readonly state?: DeviceState;
  readonly model?: string;
  readonly loaners?: 'yes';
}

/** What the address asks of the API; a state nobody knows asks nothing. */
export function listFilter({ search, state, model, loaners }: DeviceSearch): DeviceListFilter {
  const known = deviceStates.find((one) => one === state);
  return {
    ...(search === undefined ? {} : { search: search.slice(0, 80) }),
    ...(known === undefined ? {} : { state: known }),
    ...(model === undefined ? {} : { model }),
    ...(loaners === undefined ? {} : { loaners }),
  };
}
