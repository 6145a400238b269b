import 'reflect-metadata';
import { createServer } from 'node:http';
import * as z from 'zod';
import { fileTicketStatement } from '../../libs/tickets/src/filing.store.js';
import { barePool, bareTransaction } from './bare-transaction.js';

/*
 * The second limit of filing, in a process of its own: Node's HTTP server, the driver and the statement, and nothing
 * else. Nobody is signed in, nothing is checked; the body is the list of the statement's values.
 */
const env = z.object({ DATABASE_URL: z.string(), PORT: z.coerce.number(), POOL_SIZE: z.coerce.number() }).parse(process.env);
const pool = barePool(env.DATABASE_URL, env.POOL_SIZE);

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => {
    const answer = (status: number, content: unknown): void => {
      const json = JSON.stringify(content);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }).end(json);
    };
    const values = z.array(z.unknown()).parse(JSON.parse(body));
    bareTransaction(pool, [fileTicketStatement, values]).then(
      (row) => {
        answer(200, row);
      },
      (error: unknown) => {
        answer(500, String(error));
      },
    );
  });
});
// Rounds of the others lie between two of its own.
server.keepAliveTimeout = 0;
server.listen(env.PORT, '127.0.0.1', () => process.send?.({ type: 'ready' }));
process.once('disconnect', () => process.exit(0));
