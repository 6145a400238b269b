import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { PasswordChoice } from './password-choice.js';

const leaked = 'orange garden bicycle';
const rest = createHash('sha1').update(leaked).digest('hex').toUpperCase();
/** As api.pwnedpasswords.com answers with Add-Padding: CRLF between the lines, made-up ones of count 0 among them. */
const listed = [`${'0'.repeat(35)}:12`, `${rest.slice(5)}:3`, `${'F'.repeat(35)}:0`].join('\r\n');

let server: Server;
let answer: (response: ServerResponse) => void;
let asked: { url: string | undefined; padded: unknown }[];
let choice: PasswordChoice;

beforeEach(async () => {
  [answer, asked] = [(response) => response.end(listed), []];
  server = createServer((request, response) => {
    asked.push({ url: request.url, padded: request.headers['add-padding'] });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  choice = new PasswordChoice({ LEAKED_PASSWORDS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/range` });
  Logger.overrideLogger(false);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a password somebody chooses', () => {
  it('is refused when it stands in a leak, of which the list is told five digits only', async () => {
    await expect(choice.mustBeSafe(leaked, 'newPassword')).rejects.toMatchObject({
      code: 'password.leaked',
      options: { field: 'newPassword' },
    });
    expect(asked).toEqual([{ url: `/range/${rest.slice(0, 5)}`, padded: 'true' }]);
  });

  it('is taken when no leak has it, also when a line of padding does', async () => {
    await choice.mustBeSafe('three words together', 'password');
    answer = (response) => response.end(`${rest.slice(5)}:0`);
    await choice.mustBeSafe(leaked, 'password');
    expect(asked).toHaveLength(2);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['fails', (response) => response.writeHead(503).end()],
    ['sends elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['cuts the connection', (response) => response.destroy()],
    ['is silent', () => undefined],
  ])('is taken when the list %s', async (_what, faulty) => {
    answer = faulty;
    await choice.mustBeSafe(leaked, 'password');
    expect(asked).toHaveLength(1);
  });

  it('is looked up nowhere unless an address is given, and is never one of the commonest', async () => {
    await new PasswordChoice({}).mustBeSafe(leaked, 'password');
    expect(asked).toEqual([]);
    await expect(choice.mustBeSafe('Password1', 'password')).rejects.toMatchObject({ code: 'password.common' });
    expect(asked).toEqual([]);
  });
});
