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

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * A provider's API as its documentation describes it, on a port of this computer. Faults are planned for changing requests
 * (`faults`) and for reading ones (`readFaults`), one each.
 */
export abstract class ProviderServer {
  readonly faults: Fault[] = [];
  readonly readFaults: Fault[] = [];
  /** `PATCH /…` of every request, in order. */
  readonly requests: string[] = [];
  url = '';
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** Ready at `url` when it fulfils. */
  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  changes(): string[] {
    return this.requests.filter((request) => !request.startsWith('GET '));
  }

  protected abstract apply(method: string, url: URL, body: Record<string, unknown>): Answer;

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
    const usual = applies
      ? this.apply(method, url, text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {})
      : { status: 500 };
    if (fault?.kind === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
      response.write('{"kind": "admin#dir', () => response.destroy());
      return;
    }
    const { status, body } = fault ?? usual;
    response.writeHead(status, { 'content-type': 'application/json', ...(fault?.headers ?? {}) });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}

export const googleError = (code: number, reason: string, message: string) => ({
  error: { code, message, errors: [{ message, domain: 'global', reason }] },
});
export const graphError = (code: string, message: string) => ({ error: { code, message, innerError: {} } });
