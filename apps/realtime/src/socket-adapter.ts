import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { isOwnOrigin, type Env } from '@firstbell/platform';
import { Server as HttpServer, type IncomingMessage } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';

/** What clients send is a few ids; nobody needs more than this in one message. */
const largestMessage = 16_384;

/** A screen knows within ten seconds that nothing comes from here any more; left to themselves both sides would take 45. */
const signOfLife = { pingInterval: 5_000, pingTimeout: 5_000 };

/** socket.io over WebSocket alone, so that any number of processes needs no sticky sessions; pages of other sites are turned away. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly env: Pick<Env, 'PUBLIC_URL'>,
  ) {
    super(app);
  }

  override createIOServer(_port: number, options?: Partial<ServerOptions>): Server {
    const beside: unknown = this.httpServer;
    if (!(beside instanceof HttpServer)) throw new Error('The socket gateway needs the HTTP server of its application.');
    return new Server(beside, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      // Small messages: compressing them would cost more memory per socket than it saves.
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: largestMessage,
      connectTimeout: 10_000,
      ...signOfLife,
      allowRequest: (request: IncomingMessage, decide) => {
        const own = isOwnOrigin(request.headers.origin, request.headers.host, this.env.PUBLIC_URL);
        decide(own ? null : 'This page is of another site. Open Firstbell itself.', own);
      },
    });
  }
}
