import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

interface Waiting {
  fulfil(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/**
 * One kept-alive HTTP/1.1 connection with one request under way at a time. Written on the bare socket, because load that
 * is costly to make would take the two cores away from the server and the database it is meant to measure.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: Waiting | undefined;
  private closed: Error | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.take(chunk);
    });
    socket.on('error', (error) => {
      this.fail(error);
    });
    socket.on('close', () => {
      this.fail(new Error('The server closed the connection.'));
    });
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((fulfil, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        fulfil(new HttpConnection(socket, `127.0.0.1:${port}`));
      });
    });
  }

  static async openMany(port: number, count: number): Promise<HttpConnection[]> {
    return Promise.all(Array.from({ length: count }, () => HttpConnection.open(port)));
  }

  get(path: string, cookie: string): Promise<HttpAnswer> {
    return this.send(`GET ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncookie: ${cookie}\r\n\r\n`);
  }

  post(path: string, cookie: string, body: unknown): Promise<HttpAnswer> {
    const json = JSON.stringify(body);
    return this.send(
      `POST ${path} HTTP/1.1\r\nhost: ${this.host}\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
    );
  }

  close(): void {
    this.socket.destroy();
  }

  private send(request: string): Promise<HttpAnswer> {
    return new Promise((fulfil, reject) => {
      if (this.closed !== undefined) {
        reject(this.closed);
        return;
      }
      this.waiting = { fulfil, reject };
      this.socket.write(request);
    });
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.received.toString('latin1', 0, headEnd);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.fail(new Error(`An answer without a length:\n${head}`));
      return;
    }
    const end = headEnd + 4 + Number(length);
    if (this.received.length < end) return;
    const body = this.received.toString('utf8', headEnd + 4, end);
    this.received = this.received.subarray(end);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.fulfil({ status: Number(head.slice(9, 12)), body });
  }

  private fail(error: Error): void {
    this.closed ??= error;
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}
