import { describe, expect, it } from '@jest/globals';
import { readyMessage, type ReadyFacts } from './ready-message.rules.js';

const facts: ReadyFacts = {
  env: { HOST: '127.0.0.1', PORT: 3000 },
  networkAddresses: ['192.168.1.20'],
  demoPassword: undefined,
  setUpSecret: null,
};

describe('what is said when Firstbell is ready', () => {
  it('names one address, and where kiosk, board and desk are', () => {
    const text = readyMessage(facts);
    expect(text).toMatch(/^Firstbell is ready at http:\/\/127\.0\.0\.1:3000$/m);
    for (const address of ['http://127.0.0.1:3000/kiosk', 'http://127.0.0.1:3000/board']) expect(text).toContain(address);
    expect(text).toContain('HOST=0.0.0.0');
  });

  it('gives the demo sign-ins only with a demo school', () => {
    expect(readyMessage(facts)).not.toContain('demo.example');
    const text = readyMessage({ ...facts, demoPassword: 'bada-bodi-bufe-42' });
    for (const part of [
      'bada-bodi-bufe-42',
      'coach@demo.example',
      'assistant1@demo.example',
      'assistant21@demo.example',
      'admin@demo.example',
      'student1@demo.example',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('gives the link that sets up a school as long as there is none', () => {
    expect(readyMessage({ ...facts, setUpSecret: 's3cret' })).toContain('http://127.0.0.1:3000/set-up?token=s3cret');
  });

  it('names this computer as others see it when it is open to the network', () => {
    expect(readyMessage({ ...facts, env: { HOST: '0.0.0.0', PORT: 80 } })).toContain('ready at http://192.168.1.20:80');
    expect(readyMessage({ ...facts, env: { HOST: '::', PORT: 80 }, networkAddresses: [] })).toContain('ready at http://localhost:80');
    expect(readyMessage({ ...facts, env: { HOST: '0.0.0.0', PORT: 80, PUBLIC_URL: 'https://desk.school.example/' } })).toContain(
      'ready at https://desk.school.example\n',
    );
  });

  it('writes an IPv6 address as browsers want it', () => {
    expect(readyMessage({ ...facts, env: { HOST: '::1', PORT: 3000 } })).toContain('ready at http://[::1]:3000');
  });
});
