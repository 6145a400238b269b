import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { metricsAnswer } from './metrics-answer.js';
import { Metrics } from './metrics.js';

const metrics = new Metrics();

async function statusFor(
  address: string,
  headers: Record<string, string>,
  env: { METRICS_TOKEN?: string; PUBLIC_URL?: string } = {},
): Promise<number> {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  return (await metricsAnswer({ headers, socket }, metrics, env)).status;
}

describe('who may read the metrics without a token', () => {
  it('is a program on this computer', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(await statusFor(address, {})).toBe(200);
    for (const address of ['192.168.1.20', '10.0.0.1', '::ffff:10.1.2.3', '2001:db8::1']) expect(await statusFor(address, {})).toBe(403);
  });

  it('is nobody who comes through a proxy', async () => {
    expect(await statusFor('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect(await statusFor('127.0.0.1', { forwarded: 'for=203.0.113.9' })).toBe(403);
    expect(await statusFor('127.0.0.1', {}, { PUBLIC_URL: 'https://desk.school.example' })).toBe(403);
  });

  it('is nobody where a token is asked for', async () => {
    expect(await statusFor('127.0.0.1', {}, { METRICS_TOKEN: 'a long enough token' })).toBe(403);
    expect(await statusFor('203.0.113.9', { authorization: 'Bearer a long enough token' }, { METRICS_TOKEN: 'a long enough token' })).toBe(
      200,
    );
  });
});
