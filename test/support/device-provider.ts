import { admin } from '@googleapis/admin';
import type { INestApplicationContext } from '@nestjs/common';
import { DeviceClients } from '../../libs/devices/src/management/device-clients.js';
import { GoogleDevices } from '../../libs/devices/src/management/google-devices.js';
import { googleError, graphError, ProviderServer, type Answer } from './provider-server.js';

export interface ProviderDevice {
  id: string;
  serialNumber: string;
  annotatedUser?: string;
  annotatedAssetId?: string;
  annotatedLocation?: string;
  /** Intune: who the primary user is. */
  primaryUser?: string | null;
}

/** The device part of Google's Directory API and of Microsoft Graph. */
export class DeviceProvider extends ProviderServer {
  readonly devices = new Map<string, ProviderDevice>();
  /** Graph: sign-in name → id. */
  readonly users = new Map<string, string>();

  /** Google is here, for whatever of Firstbell runs in this process. */
  reachedBy(parts: readonly INestApplicationContext[]): void {
    for (const part of parts) {
      part.get(DeviceClients, { strict: false }).open = (config) => {
        if (config.kind !== 'google') throw new Error('Only Google is reached here.');
        const location = config.location === '' ? null : config.location;
        const client = admin({ version: 'directory_v1', rootUrl: `${this.url}/` });
        return Promise.resolve(new GoogleDevices(client, { customerId: 'my_customer', location, timeoutMs: 2_000 }));
      };
    }
  }

  static async start(): Promise<DeviceProvider> {
    return new DeviceProvider().listen();
  }

  protected apply(method: string, url: URL, body: Record<string, unknown>): Answer {
    return url.pathname.startsWith('/beta/') ? this.graph(method, url, body) : this.google(method, url, body);
  }

  private google(method: string, url: URL, body: Record<string, unknown>): Answer {
    const id = /\/devices\/chromeos\/([^/]+)$/.exec(url.pathname)?.[1];
    if (id === undefined) {
      const wanted = (url.searchParams.get('query') ?? '').replace(/^id:/, '').toUpperCase();
      const found = [...this.devices.values()].filter(({ serialNumber }) => serialNumber.toUpperCase().startsWith(wanted));
      return { status: 200, body: { kind: 'admin#directory#chromeosdevices', chromeosdevices: found.map(asChromeDevice) } };
    }
    const device = this.devices.get(id);
    if (device === undefined) return { status: 404, body: googleError(404, 'notFound', 'Resource Not Found: deviceId') };
    if (method === 'PATCH') Object.assign(device, body);
    return { status: 200, body: asChromeDevice(device) };
  }

  private graph(method: string, url: URL, body: Record<string, unknown>): Answer {
    const path = decodeURIComponent(url.pathname);
    const upn = /^\/beta\/users\/([^/]+)$/.exec(path)?.[1];
    if (upn !== undefined) {
      const id = this.users.get(upn);
      return id === undefined
        ? { status: 404, body: graphError('Request_ResourceNotFound', `Resource '${upn}' does not exist`) }
        : { status: 200, body: { id } };
    }
    const id = /managedDevices\('([^']+)'\)/.exec(path)?.[1];
    if (id === undefined) {
      const serial = /serialNumber eq '([^']*)'/.exec(url.searchParams.get('$filter') ?? '')?.[1];
      const found = [...this.devices.values()].filter(({ serialNumber }) => serialNumber === serial);
      return { status: 200, body: { value: found.map(({ id: deviceId, serialNumber }) => ({ id: deviceId, serialNumber })) } };
    }
    const device = this.devices.get(id);
    if (device === undefined) return { status: 404, body: graphError('ResourceNotFound', 'Device not found') };
    if (method === 'POST') device.primaryUser = String(body['@odata.id']).split('/').at(-1) ?? null;
    if (method === 'DELETE') device.primaryUser = null;
    if (method !== 'GET') return { status: 204 };
    return { status: 200, body: { value: device.primaryUser ? [{ id: device.primaryUser }] : [] } };
  }
}

const asChromeDevice = ({ id, serialNumber, annotatedUser, annotatedAssetId, annotatedLocation }: ProviderDevice) => ({
  kind: 'admin#directory#chromeosdevice',
  deviceId: id,
  serialNumber,
  annotatedUser,
  annotatedAssetId,
  annotatedLocation,
});
