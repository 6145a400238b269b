import { describe, expect, it } from '@jest/globals';
import { isDailyCap, outcomeOf, troubleOf, waitHinted } from './outcome.rules.js';
import { failureOf, type SmtpFailure, type SmtpPhase } from './smtp-failure.js';

const failure = (phase: SmtpPhase, said: string, code = 'EENVELOPE'): SmtpFailure =>
  failureOf(Object.assign(new Error(said), { code, response: said, responseCode: Number(said.slice(0, 3)) }), phase, false);
const broken = (phase: SmtpPhase, code: string, message: string): SmtpFailure =>
  failureOf(Object.assign(new Error(message), { code }), phase, false);
const facts = { attempt: 0, oldestLeavesInMs: null };

describe('a wait a server asks for', () => {
  it.each([
    ['451 4.7.1 Greylisted, try again in 5 minutes', 300_000],
    ['421 Retry-After: 90', 90_000],
    ['452 4.3.1 retry in 2h', 7_200_000],
    ['450 wait 30 s', 30_000],
    ['451 Retry after 999999 hours', 86_400_000],
    ['451 4.3.0 Try again later', null],
  ])('%s', (text, ms) => {
    expect(waitHinted(text)).toBe(ms);
  });
});

describe('the daily cap', () => {
  it('is not one recipient who gets too much', () => {
    expect(isDailyCap(failure('recipient', '450 4.2.1 The user you are trying to contact is receiving mail too quickly'))).toBe(false);
    expect(isDailyCap(failure('recipient', '550 5.1.1 No such user'))).toBe(false);
    expect(isDailyCap(failure('data', '554 5.2.0 Message rejected as spam', 'EMESSAGE'))).toBe(false);
  });

  it('pauses until our own oldest mail leaves the window, between an hour and a day', () => {
    const cap = failure('data', '550 5.4.5 Daily user sending limit exceeded', 'EMESSAGE');
    const pause = (oldestLeavesInMs: number | null) => outcomeOf(cap, { attempt: 0, oldestLeavesInMs }).pause?.ms;
    expect([pause(null), pause(60_000), pause(7_200_000), pause(9e9)]).toEqual([3_600_000, 3_600_000, 7_200_000, 86_400_000]);
  });
});

describe('what a failure means', () => {
  it('is unknown after the message was handed over, whatever the error is called', () => {
    for (const code of ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET']) {
      const lost = failureOf(Object.assign(new Error('Connection closed unexpectedly'), { code }), 'recipient', true);
      expect(outcomeOf(lost, facts).mail.state).toBe('unknown');
    }
  });

  it.each([
    ['recipient', '550 5.1.0 <it@juniper.example>: Sender address rejected: User unknown in local recipient table'],
    ['recipient', '553 5.7.1 <it@juniper.example>: Sender address rejected: not owned by user mailer'],
    ['recipient', "550 5.1.7 The sender's address was invalid"],
    ['recipient', '450 4.1.8 <it@juniper.example>: Sender address rejected: Domain not found'],
    ['data', '554 5.2.252 SendAsDenied; mailer not allowed to send as it@juniper.example'],
    ['data', '550 5.7.60 SMTP; Client does not have permissions to send as this sender'],
    ['data', '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied'],
  ] as const)('is the sender’s own and no address’s when it is refused late, at the %s: %s', (phase, said) => {
    const late = { ...failure(phase, said, 'EMESSAGE'), phase };
    if (said.startsWith('4')) expect(outcomeOf(late, facts)).toMatchObject({ mail: { state: 'waiting' }, pause: null });
    else expect(outcomeOf(late, facts)).toMatchObject({ mail: { state: 'waiting' }, pause: { ms: 3_600_000, trouble: 'from_refused' } });
  });

  it('needs a person when a server puts the mail off again and again', () => {
    const busy = failure('recipient', '451 4.3.0 Temporary failure');
    const after = (attempt: number) => outcomeOf(busy, { attempt, oldestLeavesInMs: null }).mail;
    expect(after(0)).toMatchObject({ state: 'waiting', afterMs: 60_000 });
    expect(after(3)).toMatchObject({ state: 'waiting', afterMs: 480_000 });
    expect(after(12)).toMatchObject({ state: 'waiting', afterMs: 3_600_000 });
    expect(after(13)).toMatchObject({ state: 'needs_person', reason: 'kept_waiting' });
  });

  it.each([
    ['host_unknown', broken('connect', 'EDNS', 'getaddrinfo ENOTFOUND smtp.nowhere.example')],
    ['address_refused', broken('connect', 'ESERVERREFUSED', '169.254.169.254 is no address of a server')],
    ['address_refused', broken('token', 'ESERVERREFUSED', '169.254.169.254 is no address of a server')],
    ['refused', broken('connect', 'ESOCKET', 'connect ECONNREFUSED 127.0.0.1:587')],
    ['no_answer', broken('connect', 'ETIMEDOUT', 'Connection timeout')],
    ['certificate', broken('connect', 'ESOCKET', 'self-signed certificate')],
    ['certificate', broken('connect', 'ESOCKET', "Hostname/IP does not match certificate's altnames")],
    ['no_tls', broken('connect', 'ESOCKET', '00A0:error:0A00010B:SSL routines:ssl3_get_record:wrong version number')],
    ['sign_in_refused', failure('sign_in', '535 5.7.139 Authentication unsuccessful', 'EAUTH')],
    ['sign_in_unsupported', failure('sign_in', '504 5.5.4 Unrecognized authentication type', 'EAUTH')],
    [
      'token_refused',
      { phase: 'token' as const, code: 'EAUTH', reply: 400, enhanced: null, text: 'invalid_grant: Token has been expired or revoked.' },
    ],
    ['from_refused', { ...failure('from', '554 5.2.252 SendAsDenied'), phase: 'from' as const }],
    ['recipient_refused', failure('recipient', '550 5.1.1 No such user')],
    ['content_refused', { ...failure('data', '554 5.6.0 Rejected', 'EMESSAGE'), phase: 'data' as const }],
  ])('the test button says %s', (trouble, one) => {
    expect(troubleOf(one)).toBe(trouble);
  });
});
