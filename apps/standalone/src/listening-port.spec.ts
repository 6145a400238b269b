import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { requireFreePort } from './listening-port.js';

async function listener(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('the port that people open', () => {
  it('is named with the cure when another program has it', async () => {
    const { server, port } = await listener();
    await expect(requireFreePort(port, '127.0.0.1', 100)).rejects.toThrow(
      `Port ${port} is taken by another program.\n  What to do: stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
    server.close();
  });

  it('is waited for while the server of a killed start gives it back', async () => {
    const { server, port } = await listener();
    setTimeout(() => server.close(), 300);
    await requireFreePort(port, '127.0.0.1', 2_000);
  });

  it('cannot be one of an address that this computer does not have', async () => {
    await expect(requireFreePort(3000, '192.0.2.1', 100)).rejects.toThrow('HOST');
  });
});
