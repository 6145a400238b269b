/** What the device-management provider shall know of one device. */
export interface WantedDevice {
  /** What the provider calls it, once known. */
  readonly providerId: string | null;
  readonly serial: string | null;
  readonly tag: string;
  /** The sign-in name of whoever has it; null when it is back. */
  readonly user: string | null;
}

/** Needs somebody who looks after this one device; each code has its words in every language of the screens. */
export interface NeedsPerson {
  readonly kind: 'needs-person';
  readonly code: 'device_unknown' | 'device_twice' | 'no_serial' | 'user_unknown' | 'refused';
  readonly why: string;
}

/**
 * What came of telling the provider. `wait`: it asked for patience, or does not let us in at the moment, which is no
 * fault of this device, so all of the school's wait; `try-again`: something broke on the way; `needs-person`: it will
 * never work without one.
 */
export type Push =
  | { readonly kind: 'done'; readonly providerId: string | null }
  | { readonly kind: 'wait'; readonly seconds: number; readonly code: string; readonly why: string }
  | { readonly kind: 'try-again'; readonly why: string }
  | NeedsPerson;

/** What a look at the provider found out; `code` says which cure the page shows. */
export interface Tested {
  readonly ok: boolean;
  readonly code: string;
  readonly detail: string;
}

/** A provider that knows which user has which device. Pushing the same again changes nothing. */
export interface DeviceManagement {
  push(wanted: WantedDevice): Promise<Push>;
  /** Reads what every push reads, and changes nothing. */
  test(): Promise<Tested>;
}

/** No request to a provider may last longer; the lease of the row covers the few that one push makes. */
export const requestTimeoutMs = 15_000;

/** Ends a push early, with what is to become of it. */
export class PushEnded extends Error {
  constructor(readonly push: NeedsPerson) {
    super(push.why);
    this.name = 'PushEnded';
  }
}

export const unknownDevice = (provider: string, { serial, tag }: WantedDevice): PushEnded =>
  new PushEnded(
    serial === null
      ? {
          kind: 'needs-person',
          code: 'no_serial',
          why: `${provider} cannot be told who has ${tag}: the registry has no serial number for it. Enter the serial number, then try again.`,
        }
      : {
          kind: 'needs-person',
          code: 'device_unknown',
          why: `${provider} does not know a device with the serial number ${serial} (${tag}). Enrol it there, or correct the serial number here, then try again.`,
        },
  );

export const ambiguousDevice = (provider: string, { serial, tag }: WantedDevice): PushEnded =>
  new PushEnded({
    kind: 'needs-person',
    code: 'device_twice',
    why: `${provider} has more than one device with the serial number ${serial ?? ''} (${tag}). Remove the stale entry there, then try again.`,
  });
