/**
 * Which devices a page shows; part of its address, so that going back finds them again. Read by the routes, which every
 * page loads, so that it knows nothing of the contracts.
 */
export interface DeviceSearch {
  readonly search?: string;
  readonly state?: string;
  readonly model?: string;
  readonly loaners?: 'yes';
  /** One device alone, by its id. */
  readonly device?: string;
}

/** Addresses are typed by people: what is no text is left out. */
export function deviceSearch(raw: Record<string, unknown>): DeviceSearch {
  const [search, state, model, device] = ['search', 'state', 'model', 'device'].map((name) => textOf(raw[name]));
  return {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(model ? { model } : {}),
    ...(raw['loaners'] === 'yes' ? { loaners: 'yes' } : {}),
    ...(device ? { device } : {}),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 120) : '');
