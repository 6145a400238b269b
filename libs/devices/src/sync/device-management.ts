/** What the device-management provider shall know of one device. */
export interface WantedDevice {
  /** What the provider calls it, once known. */
  readonly providerId: string | null;
  readonly serial: string | null;
  readonly tag: string;
  /** The sign-in name of whoever has it; null when it is back. */
  readonly user: string | null;
}

/**
 * What came of telling the provider. `wait`: it asked for patience, or does not let us in at the moment, which is no
 * fault of this device; `try-again`: something broke on the way; `needs-person`: it will never work without one.
 */
export type Push =
  | { readonly kind: 'done'; readonly providerId: string | null }
  | { readonly kind: 'wait'; readonly seconds: number; readonly why: string }
  | { readonly kind: 'try-again'; readonly why: string }
  | { readonly kind: 'needs-person'; readonly why: string };

/** A provider that knows which user has which device. Pushing the same again changes nothing. */
export interface DeviceManagement {
  push(wanted: WantedDevice): Promise<Push>;
}

/** No request to a provider may last longer; the lease of the row covers the few that one push makes. */
export const requestTimeoutMs = 15_000;

/** Ends a push early, with what is to become of it. */
export class PushEnded extends Error {
  constructor(readonly push: Push) {
    super(push.kind === 'done' ? 'done' : push.why);
    this.name = 'PushEnded';
  }
}

/** Runs a push; whatever is thrown on the way is judged by `judge`. */
export async function pushOrJudge(work: () => Promise<Push>, judge: (error: unknown) => Push): Promise<Push> {
  try {
    return await work();
  } catch (error) {
    return error instanceof PushEnded ? error.push : judge(error);
  }
}

export const unknownDevice = (provider: string, wanted: WantedDevice): PushEnded =>
  new PushEnded({
    kind: 'needs-person',
    why:
      wanted.serial === null
        ? `${provider} cannot be told who has ${wanted.tag}: the registry has no serial number for it. Enter the serial number, then try again.`
        : `${provider} does not know a device with the serial number ${wanted.serial} (${wanted.tag}). Enrol it there, or correct the serial number here, then try again.`,
  });

export const ambiguousDevice = (provider: string, wanted: WantedDevice): PushEnded =>
  new PushEnded({
    kind: 'needs-person',
    why: `${provider} has more than one device with the serial number ${wanted.serial ?? ''} (${wanted.tag}). Remove the stale entry there, then try again.`,
  });
