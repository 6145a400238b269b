import { describe, expect, it } from '@jest/globals';
import { requestOf } from './request-of.rules.js';

describe('spreading an input over a request', () => {
  it('puts keys named in the path there, safely', () => {
    expect(requestOf({ method: 'DELETE', path: '/api/stations/:stationId' }, { stationId: 'a/b c' })).toEqual({
      url: '/api/stations/a%2Fb%20c',
      body: undefined,
    });
  });

  it('puts the rest of a GET in the query, lists as repeats, undefined left out', () => {
    const { url } = requestOf({ method: 'GET', path: '/api/people' }, { search: 'José & co', state: ['a', 'b'], cursor: undefined });
    expect(url).toBe('/api/people?search=Jos%C3%A9+%26+co&state=a&state=b');
  });

  it('puts the rest of everything else in the body', () => {
    expect(
      requestOf({ method: 'POST', path: '/api/tickets/:ticketId/resolve' }, { ticketId: 't', fix: 'restart', note: undefined }),
    ).toEqual({
      url: '/api/tickets/t/resolve',
      body: '{"fix":"restart"}',
    });
  });

  it('refuses to call an address with a hole in it', () => {
    expect(() => requestOf({ method: 'GET', path: '/api/tickets/:ticketId' }, {})).toThrow('needs ticketId');
  });
});
