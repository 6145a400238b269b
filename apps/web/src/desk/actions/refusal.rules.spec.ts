import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../../api/api-error.js';
import { refusalOf } from './refusal.rules.js';

const refused = (code: string, facts: Record<string, string | null> = {}, status = 409) =>
  refusalOf(new ApiError({ type: 'about:blank', title: 'x', status, detail: 'x', code, facts }));

describe('why an action was not carried out', () => {
  it('names who was faster, or says somebody when the name is not told', () => {
    expect(refused('ticket.already_claimed', { holder: 'Bo T.' })).toEqual({ because: 'faster', name: 'Bo T.' });
    expect(refused('ticket.already_claimed', { holder: null })).toEqual({ because: 'someoneFaster' });
  });

  it('tells a claim that lapsed from one that somebody else has', () => {
    expect(refused('ticket.not_holder', { holder: null }, 403)).toEqual({ because: 'noLonger' });
    expect(refused('ticket.not_holder', { holder: 'Cy' }, 403)).toEqual({ because: 'otherHolds', name: 'Cy' });
  });

  it('asks for the reason instead of complaining', () => {
    expect(refused('ticket.reason_needed', {}, 422)).toEqual({ because: 'reasonNeeded' });
  });

  it('leaves what it does not know to the words of the server', () => {
    expect(refused('ticket.something_new')).toEqual({ because: 'server' });
    expect(refusalOf(new NetworkError('x'))).toEqual({ because: 'network' });
    expect(refused('server.failed', {}, 500)).toEqual({ because: 'network' });
  });
});
