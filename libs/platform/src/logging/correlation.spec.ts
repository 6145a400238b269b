import { describe, expect, it } from '@jest/globals';
import { correlationOf, requestIdOf } from './correlation.js';

const id = '0af7651916cd43dd8448eb211c80319c';
const trace = `00-${id}-b7ad6b7169203331-01`;

describe('the id of what belongs together', () => {
  it('is read from a traceparent of version 00, and from nothing that only looks like one', () => {
    expect(correlationOf(trace)).toEqual({ id, trace });
    for (const other of [
      trace.replace('00-', '01-'),
      trace.toUpperCase(),
      `${trace}-extra`,
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `00-${id}-${'0'.repeat(16)}-01`,
      `00-${id}-b7ad6b7169203331-01'; DROP TABLE event; --`,
      `${trace}\n`,
      undefined,
      [trace],
    ])
      expect(correlationOf(other)).toBeUndefined();
  });

  it('is that of the trace before that of a proxy, and a new one without either', () => {
    const proxy = 'aaaabbbbccccddddeeeeffff00001111';
    expect(requestIdOf({ traceparent: trace, 'x-request-id': proxy })).toBe(id);
    expect(requestIdOf({ traceparent: 'nonsense', 'x-request-id': proxy })).toBe(proxy);
    expect(requestIdOf({ 'x-request-id': 'ana.lima' })).toMatch(/^[0-9a-f]{32}$/);
    expect(requestIdOf({})).not.toBe(requestIdOf({}));
  });
});
