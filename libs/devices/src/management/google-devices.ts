import { googleAnswer } from '@firstbell/platform';
import type { admin_directory_v1 as google } from '@googleapis/admin';
import {
  ambiguousDevice,
  type DeviceManagement,
  type Push,
  requestTimeoutMs,
  type Tested,
  unknownDevice,
  type WantedDevice,
} from './device-management.js';
import { isNoIdOfTheirs, pushOrJudge, testOrJudge } from './provider-answer.rules.js';

const provider = 'Google Admin';

interface GoogleDevicesConfig {
  /** `my_customer` is the account of whoever asks. */
  readonly customerId: string;
  /** Written into the device's location when the school wants it. */
  readonly location: string | null;
  readonly timeoutMs?: number;
}

type Annotations = Pick<google.Schema$ChromeOsDevice, 'annotatedUser' | 'annotatedAssetId' | 'annotatedLocation'>;

/** ChromeOS devices of Google Workspace: who has one is its `annotatedUser`. */
export class GoogleDevices implements DeviceManagement {
  /** The client library would repeat a request by itself; here the row decides about the next try. */
  private readonly once: { readonly timeout: number; readonly retry: false };

  constructor(
    private readonly directory: google.Admin,
    private readonly config: GoogleDevicesConfig,
  ) {
    this.once = { timeout: config.timeoutMs ?? requestTimeoutMs, retry: false };
  }

  async push(wanted: WantedDevice): Promise<Push> {
    return pushOrJudge(
      provider,
      async () => {
        const device = await this.find(wanted);
        const providerId = device.deviceId ?? wanted.providerId;
        const change = this.annotations(wanted);
        if (!isSaid(device, change)) await this.patch(providerId ?? '', change);
        return { kind: 'done', providerId };
      },
      googleAnswer,
    );
  }

  async test(): Promise<Tested> {
    return testOrJudge(
      provider,
      async () => {
        await this.directory.chromeosdevices.list({ customerId: this.config.customerId, projection: 'BASIC', maxResults: 1 }, this.once);
      },
      googleAnswer,
    );
  }

  /** An update may answer 409 after it was applied, so what counts is what the device says now. */
  private async patch(deviceId: string, change: Annotations): Promise<void> {
    try {
      await this.directory.chromeosdevices.patch({ customerId: this.config.customerId, deviceId, requestBody: change }, this.once);
    } catch (error) {
      if (googleAnswer(error).status !== 409 || !isSaid(await this.get(deviceId), change)) throw error;
    }
  }

  private async find(wanted: WantedDevice): Promise<google.Schema$ChromeOsDevice> {
    if (wanted.providerId !== null) {
      try {
        return await this.get(wanted.providerId);
      } catch (error) {
        // Wiped and enrolled anew, or moved here from another provider, a device has another id and the same serial number.
        if (!isNoIdOfTheirs(googleAnswer(error))) throw error;
      }
    }
    if (wanted.serial === null) throw unknownDevice(provider, wanted);
    const { data } = await this.directory.chromeosdevices.list(
      // `id:` searches serial numbers, by their beginning.
      { customerId: this.config.customerId, query: `id:${wanted.serial}`, projection: 'BASIC', maxResults: 100 },
      this.once,
    );
    const serial = wanted.serial.toUpperCase();
    const [device, ...others] = (data.chromeosdevices ?? []).filter((found) => found.serialNumber?.toUpperCase() === serial);
    if (device === undefined) throw unknownDevice(provider, wanted);
    if (others.length > 0) throw ambiguousDevice(provider, wanted);
    return device;
  }

  private async get(deviceId: string): Promise<google.Schema$ChromeOsDevice> {
    return (await this.directory.chromeosdevices.get({ customerId: this.config.customerId, deviceId, projection: 'BASIC' }, this.once))
      .data;
  }

  private annotations(wanted: WantedDevice): Annotations {
    return {
      annotatedUser: wanted.user ?? '',
      annotatedAssetId: wanted.tag,
      ...(this.config.location === null ? {} : { annotatedLocation: this.config.location }),
    };
  }
}

const isSaid = (device: google.Schema$ChromeOsDevice, wanted: Annotations): boolean =>
  (device.annotatedUser ?? '') === wanted.annotatedUser &&
  (device.annotatedAssetId ?? '') === wanted.annotatedAssetId &&
  (wanted.annotatedLocation === undefined || (device.annotatedLocation ?? '') === wanted.annotatedLocation);
