import { createServer } from 'node:http';
import { Server } from 'socket.io';
import * as z from 'zod';

/* The limit of a broadcast: socket.io alone, in a process of its own, saying to everybody what was posted to it. */
const { PORT } = z.object({ PORT: z.coerce.number() }).parse(process.env);

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    sockets.to('desk').emit('changes', JSON.parse(body));
    response.writeHead(200, { 'content-length': 2 }).end('ok');
  });
});
server.keepAliveTimeout = 0;
const sockets = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false, httpCompression: false });
sockets.on('connection', (socket) => void socket.join('desk'));
server.listen(PORT, '127.0.0.1', () => process.send?.({ type: 'ready' }));
process.once('disconnect', () => process.exit(0));
