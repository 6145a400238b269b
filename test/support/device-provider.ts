import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Instead of the usual answer to the next request: an error (after having applied the change or not), silence, half an answer. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly applied?: boolean;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' };

export interface ProviderDevice {
  id: string;
  serialNumber: string;
  annotatedUser?: string;
  annotatedAssetId?: string;
  annotatedLocation?: string;
  /** Intune: who the primary user is. */
  primaryUser?: string | null;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The device part of Google's Directory API and of Microsoft Graph as their documentation describes them, on a port of
 * this computer. Faults are planned for changing requests (`faults`) and for reading ones (`readFaults`), one each.
 */
export class DeviceProvider {
  readonly devices = new Map<string, ProviderDevice>();
  /** Graph: sign-in name → id. */
  readonly users = new Map<string, string>();
  readonly faults: Fault[] = [];
  readonly readFaults: Fault[] = [];
  /** `PATCH /…` of every request, in order. */
  readonly requests: string[] = [];
  private readonly server: Server;
  url = '';

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<DeviceProvider> {
    const provider = new DeviceProvider();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    provider.url = `http://127.0.0.1:${(provider.server.address() as AddressInfo).port}`;
    return provider;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  changes(): string[] {
    return this.requests.filter((request) => !request.startsWith('GET '));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    this.requests.push(`${method} ${decodeURIComponent(url.pathname)}`);
    const fault = method === 'GET' ? this.readFaults.shift() : this.faults.shift();
    if (fault?.kind === 'hang') return;
    const applies = fault === undefined || fault.kind === 'cut' || fault.applied === true;
    const usual = applies ? this.apply(method, url, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)) : { status: 500 };
    if (fault?.kind === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
      response.write('{"kind": "admin#dir', () => response.destroy());
      return;
    }
    const { status, body } = fault ?? usual;
    response.writeHead(status, { 'content-type': 'application/json', ...(fault?.headers ?? {}) });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  private apply(method: string, url: URL, body: Record<string, unknown>): Answer {
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

export const googleError = (code: number, reason: string, message: string) => ({
  error: { code, message, errors: [{ message, domain: 'global', reason }] },
});
export const graphError = (code: string, message: string) => ({ error: { code, message, innerError: {} } });
