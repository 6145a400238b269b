import { graphAnswer } from '@firstbell/platform';
import type { Client } from '@microsoft/microsoft-graph-client';
import * as z from 'zod';
import {
  ambiguousDevice,
  type DeviceManagement,
  type Push,
  PushEnded,
  requestTimeoutMs,
  type Tested,
  unknownDevice,
  type WantedDevice,
} from './device-management.js';
import { isNoIdOfTheirs, pushOrJudge, testOrJudge } from './provider-answer.rules.js';

const provider = 'Microsoft Intune';
/** Primary users stand in the beta of Graph only. */
const version = 'beta';

const users = z.object({ value: z.array(z.object({ id: z.string() })) });
const devices = z.object({ value: z.array(z.object({ id: z.string(), serialNumber: z.string().nullish() })) });
const user = z.object({ id: z.string() });

/** Devices of Microsoft Intune: who has one is its primary user. */
export class IntuneDevices implements DeviceManagement {
  constructor(
    private readonly graph: Client,
    /** Where Graph is, for the reference to a user: `https://graph.microsoft.com`. */
    private readonly baseUrl: string,
    private readonly timeoutMs = requestTimeoutMs,
  ) {}

  async push(wanted: WantedDevice): Promise<Push> {
    return pushOrJudge(
      provider,
      async () => {
        const found = await this.find(wanted);
        const primary = wanted.user === null ? null : await this.userId(wanted.user);
        if (found.primary !== primary) await this.setPrimary(found.id, primary);
        return { kind: 'done', providerId: found.id };
      },
      graphAnswer,
    );
  }

  async test(): Promise<Tested> {
    return testOrJudge(
      provider,
      async () => {
        await this.request('/deviceManagement/managedDevices').query({ $select: 'id', $top: '1' }).get();
        await this.request('/users').query({ $select: 'id', $top: '1' }).get();
      },
      graphAnswer,
    );
  }

  /** An answer may be lost, or be an error after all was done, so what counts is who the primary user is now. */
  private async setPrimary(deviceId: string, userId: string | null): Promise<void> {
    const reference = this.request(`${devicePath(deviceId)}/users/$ref`);
    try {
      if (userId === null) await reference.delete();
      else await reference.post({ '@odata.id': `${this.baseUrl}/${version}/users/${userId}` });
    } catch (error) {
      if (graphAnswer(error).status !== 409 || (await this.primaryOf(deviceId)) !== userId) throw error;
    }
  }

  private async find(wanted: WantedDevice): Promise<{ readonly id: string; readonly primary: string | null }> {
    if (wanted.providerId !== null) {
      try {
        return { id: wanted.providerId, primary: await this.primaryOf(wanted.providerId) };
      } catch (error) {
        // Wiped and enrolled anew, or moved here from another provider, a device has another id and the same serial number.
        if (!isNoIdOfTheirs(graphAnswer(error))) throw error;
      }
    }
    if (wanted.serial === null) throw unknownDevice(provider, wanted);
    const answer: unknown = await this.request('/deviceManagement/managedDevices')
      .query({ $filter: encodeURIComponent(`serialNumber eq '${wanted.serial.replaceAll("'", "''")}'`), $select: 'id,serialNumber' })
      .get();
    const [device, ...others] = devices.parse(answer).value;
    if (device === undefined) throw unknownDevice(provider, wanted);
    if (others.length > 0) throw ambiguousDevice(provider, wanted);
    return { id: device.id, primary: await this.primaryOf(device.id) };
  }

  private async primaryOf(deviceId: string): Promise<string | null> {
    const answer: unknown = await this.request(`${devicePath(deviceId)}/users`)
      .query({ $select: 'id' })
      .get();
    return users.parse(answer).value[0]?.id ?? null;
  }

  private async userId(signInName: string): Promise<string> {
    try {
      const answer: unknown = await this.request(`/users/${encodeURIComponent(signInName)}`)
        .query({ $select: 'id' })
        .get();
      return user.parse(answer).id;
    } catch (error) {
      if (graphAnswer(error).status !== 404) throw error;
      throw new PushEnded({
        kind: 'needs-person',
        code: 'user_unknown',
        why: `Microsoft does not know the account ${signInName}. Check the account of this student, then try again.`,
      });
    }
  }

  private request(path: string) {
    return this.graph.api(path).version(version).option('signal', AbortSignal.timeout(this.timeoutMs));
  }
}

const devicePath = (id: string): string => `/deviceManagement/managedDevices('${encodeURIComponent(id)}')`;
