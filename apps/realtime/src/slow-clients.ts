import { Injectable } from '@nestjs/common';
import type { LiveSocket } from './live-server.js';

/** What may wait for one client that does not read. Beyond it the client is dropped and fetches anew when it is back. */
export const mostWaiting = { packets: 256, bytes: 1_048_576 } as const;

/** Keeps a client that does not read from growing the server's memory. */
@Injectable()
export class SlowClients {
  private dropped = 0;

  /** Clients dropped since the start, for the metrics. */
  get count(): number {
    return this.dropped;
  }

  /** engine.io takes packets in with `packetCreate` and gives them to the connection with `flush`, which a client that does not read stops. */
  watchOver(socket: LiveSocket): void {
    const { conn } = socket;
    let packets = 0;
    let bytes = 0;
    conn.on('flush', () => {
      packets = 0;
      bytes = 0;
    });
    conn.on('packetCreate', (packet: { data?: unknown }) => {
      packets += 1;
      bytes += typeof packet.data === 'string' ? packet.data.length : 0;
      if (packets <= mostWaiting.packets && bytes <= mostWaiting.bytes) return;
      packets = Number.NEGATIVE_INFINITY; // once is enough
      this.dropped += 1;
      // A polite end would wait behind what it does not read. Its resume token tells what it missed.
      socket.request.socket.destroy();
    });
  }
}
