import { createServer } from 'node:net';
import { StartFailure } from './start-failure.js';

/** After a kill, the old server gives its port back within moments. */
const patienceMs = 4_000;

/** @throws StartFailure `start.port_taken` */
export async function requireFreePort(port: number, host: string, forMs = patienceMs): Promise<void> {
  const end = performance.now() + forMs;
  while (!(await isFree(port, host))) {
    if (performance.now() > end) throw portTaken(port);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE') resolve(false);
      else reject(cannotListen(port, host, error.message));
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function portTaken(port: number): StartFailure {
  return new StartFailure(
    'start.port_taken',
    `Port ${port} is taken by another program.`,
    `stop that program, or choose another port: PORT=${port + 1} npm start`,
  );
}

function cannotListen(port: number, host: string, why: string): StartFailure {
  return new StartFailure(
    'start.port_taken',
    `Firstbell cannot listen on ${host}, port ${port}: ${why}.`,
    'set HOST to an address of this computer (127.0.0.1, or 0.0.0.0 for the whole network) and PORT to a number above 1023.',
  );
}
