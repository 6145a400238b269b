import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The network between two parts of an installation, which can be cut (both sides are told) or go silent (nobody is). */
export class CuttableLink {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private state: 'whole' | 'cut' | 'silent' = 'whole';

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly to: number,
  ) {
    server.on('connection', (from) => {
      this.join(from);
    });
  }

  static async to(port: number): Promise<CuttableLink> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The system gave no port.');
    return new CuttableLink(server, address.port, port);
  }

  /** An address of the other side, by way of this link. */
  through(url: string): string {
    return url.replace(`:${this.to}`, `:${this.port}`);
  }

  cut(): void {
    this.state = 'cut';
    this.dropAll();
  }

  silence(): void {
    this.state = 'silent';
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** Those who are connected hear nothing any more; whoever connects from now on does. */
  forget(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** Whoever connects from now on hears nothing; those who are connected go on. */
  silenceNewcomers(): void {
    this.state = 'silent';
  }

  mend(): void {
    // What was silent so long that one side gave it up is not taken up again in the middle.
    if (this.state === 'silent') this.dropAll();
    this.state = 'whole';
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.dropAll();
    await closed;
  }

  private join(from: Socket): void {
    if (this.state === 'cut') {
      from.destroy();
      return;
    }
    const onwards = connect(this.to, '127.0.0.1');
    const pair = [from, onwards] as const;
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    from.pipe(onwards);
    onwards.pipe(from);
    if (this.state === 'silent') for (const socket of pair) socket.pause();
  }

  private dropAll(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }
}
