import { serverRefused } from '@firstbell/platform';
import type { MailReason, MailTrouble } from '@firstbell/contracts/mailing';
import type { SmtpFailure } from './smtp-failure.js';

/**
 * What a failed conversation means for its mail, and for the sender. `mail`: waits for another try, is bad, needs a
 * person, or nobody knows. `counts`: whether the provider may count it. `pause`: nothing more goes out before.
 */
export interface Outcome {
  readonly mail:
    | { readonly state: 'waiting'; readonly afterMs: number; readonly reason: MailReason }
    | { readonly state: 'bad_address' | 'needs_person' | 'unknown'; readonly reason: MailReason };
  readonly pause: { readonly ms: number; readonly trouble: MailTrouble } | null;
  /** Whether the connection can serve another mail. */
  readonly goOn: boolean;
}

export interface OutcomeFacts {
  /** Tries of this mail that failed before, by its own fault or the provider's wish. */
  readonly attempt: number;
  /** How long until our own count of the last 24 hours falls by the oldest mail; null when it is empty. */
  readonly oldestLeavesInMs: number | null;
}

/** Our own code: the stored password cannot be opened with the key of this installation. */
export const secretUnreadable = 'ESEALED';

/** Refused without a reply of the server to quote: by nodemailer itself, or before it was asked. */
const signInCodes: readonly string[] = ['EAUTH', 'EOAUTH2', secretUnreadable];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A mail that was put off this often needs somebody to look: about ten hours by then. */
const attemptsAllowed = 14;

export function outcomeOf(failure: SmtpFailure, facts: OutcomeFacts): Outcome {
  if (failure.phase === 'after_data') return { mail: { state: 'unknown', reason: 'lost_after_data' }, pause: null, goOn: false };
  if (isDailyCap(failure)) return putOff({ ms: capPause(failure, facts), trouble: 'daily_cap' });
  if (isTooMany(failure)) return putOff({ ms: waitHinted(failure.text) ?? minute, trouble: 'too_many' });
  if (isFinal(failure) && isAboutSender(failure)) return putOff(fromRefused);
  switch (failure.phase) {
    case 'token':
      if (failure.code === serverRefused) return putOff(refusedByUs);
      return putOff(
        failure.code === 'EAUTH'
          ? { ms: hour, trouble: 'token_refused' }
          : { ms: waitHinted(failure.text) ?? minute, trouble: 'token_unreachable' },
      );
    case 'connect':
      if (failure.code === serverRefused) return putOff(refusedByUs);
      return putOff({ ms: waitHinted(failure.text) ?? minute, trouble: connectTrouble(failure) });
    case 'sign_in':
      return putOff(
        isFinal(failure) || (failure.reply === null && signInCodes.includes(failure.code))
          ? { ms: hour, trouble: signInTrouble(failure) }
          : { ms: waitHinted(failure.text) ?? minute, trouble: 'lost' },
      );
    case 'from':
      if (isFinal(failure)) return putOff(fromRefused);
      return askedToWait(failure, facts);
    case 'recipient':
      if (failure.reply === null) return ofConnection();
      if (!isFinal(failure)) return askedToWait(failure, facts);
      return { mail: isAboutAddress(failure) ? bad : { state: 'needs_person', reason: 'recipient_refused' }, pause: null, goOn: true };
    case 'data':
      if (failure.reply === null) return ofConnection();
      if (!isFinal(failure)) return askedToWait(failure, facts);
      return { mail: { state: 'needs_person', reason: 'content_refused' }, pause: null, goOn: true };
  }
}

/** Only other settings cure it, and those end the pause. */
const refusedByUs = { ms: hour, trouble: 'address_refused' } as const;

const fromRefused = { ms: hour, trouble: 'from_refused' } as const;

const bad = { state: 'bad_address', reason: 'bad_address' } as const;

/** The mail waits as long as its sender does: it was not its fault, and it is not counted against it. */
function putOff(pause: NonNullable<Outcome['pause']>): Outcome {
  return { mail: { state: 'waiting', afterMs: 0, reason: pause.trouble === 'daily_cap' ? 'asked_to_wait' : 'lost' }, pause, goOn: false };
}

/** Lost before the message was asked for, so it certainly did not go out. */
const ofConnection = (): Outcome => ({ mail: { state: 'waiting', afterMs: minute, reason: 'lost' }, pause: null, goOn: false });

/** 4xx: what the server asks for, else 1, 2, 4 … 60 minutes. */
function askedToWait({ text }: SmtpFailure, { attempt }: OutcomeFacts): Outcome {
  if (attempt + 1 >= attemptsAllowed) return { mail: { state: 'needs_person', reason: 'kept_waiting' }, pause: null, goOn: true };
  const afterMs = waitHinted(text) ?? Math.min(hour, minute * 2 ** attempt);
  return { mail: { state: 'waiting', afterMs, reason: 'asked_to_wait' }, pause: null, goOn: true };
}

const isFinal = ({ reply }: SmtpFailure): boolean => reply !== null && reply >= 500;

/**
 * Replies that mean: enough for today. Exchange Online `554 5.2.0 …SubmissionQuotaExceeded…` and `550 5.1.90`; Gmail
 * `550 5.4.5`, its relay `450 4.2.1`. Most are 5xx, and none of them says anything about the address.
 */
export function isDailyCap({ reply, enhanced, text }: SmtpFailure): boolean {
  if (/SubmissionQuotaExceeded|daily (user )?(sending|submission|smtp relay) (limit|quota)/i.test(text)) return true;
  // The same code for one recipient who gets too much is not about us.
  if (reply === 450 && enhanced === '4.2.1') return !/user you are trying to contact|recipient/i.test(text);
  return reply === 550 && (enhanced === '5.1.90' || enhanced === '5.4.5');
}

/** `432 4.3.2` too many connections, `421` going away, `454 4.7.0` too many sign-ins: all of them about the sender. */
const isTooMany = ({ reply, enhanced }: SmtpFailure): boolean =>
  reply === 421 || (reply === 432 && (enhanced === '4.3.2' || enhanced === null)) || (reply === 454 && enhanced === '4.7.0');

/** By what the server says, else until our oldest mail leaves the window; at least an hour, at most a day. */
const capPause = ({ text }: SmtpFailure, { oldestLeavesInMs }: OutcomeFacts): number =>
  Math.min(day, waitHinted(text) ?? Math.max(hour, oldestLeavesInMs ?? 0));

/**
 * The sender is refused, however late: Postfix waits with it for the first recipient, Exchange until it has the message. It
 * would be the same for every mail.
 */
const isAboutSender = ({ enhanced, text }: SmtpFailure): boolean =>
  ['5.1.7', '5.1.8', '5.2.252', '5.7.60'].includes(enhanced ?? '') ||
  /SendAsDenied|sender address rejected|not allowed to send as/i.test(text);

/** 5.1.x is about the address, and so is a bare refusal of it; 5.7.x and 5.2.x are not cured by another spelling. */
const isAboutAddress = ({ reply, enhanced }: SmtpFailure): boolean =>
  enhanced === null ? reply === 550 || reply === 551 || reply === 553 : enhanced.startsWith('5.1.');

function connectTrouble({ code, text }: SmtpFailure): MailTrouble {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EDNS') return 'host_unknown';
  if (code === 'ECONNREFUSED') return 'refused';
  if (/certificate|self.signed|altnames|unable to verify|CERT_/i.test(text)) return 'certificate';
  if (code === 'ETLS' || /wrong version number|tlsv1|ssl routines|EPROTO|STARTTLS/i.test(text)) return 'no_tls';
  if (code === 'EPROTOCOL' || /greeting/i.test(text)) return 'not_smtp';
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'no_answer';
  return 'lost';
}

function signInTrouble({ reply, code }: SmtpFailure): MailTrouble {
  if (code === secretUnreadable) return 'secret_unreadable';
  return reply !== null && [500, 502, 503, 504].includes(reply) ? 'sign_in_unsupported' : 'sign_in_refused';
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: minute, h: hour };

/** “Retry after 90 seconds”, “try again in 5 minutes”; ms, at most a day. */
export function waitHinted(text: string): number | null {
  const found = /\b(?:retry[- ]?after|try again (?:in|after)|retry in|wait)[:= ]+(\d{1,6})\s*(s|m|h)?/i.exec(text);
  if (found?.[1] === undefined) return null;
  return Math.min(day, Number(found[1]) * (units[found[2]?.toLowerCase() ?? 's'] ?? 1_000));
}

/** The same failure in one word, for the test button. */
export function troubleOf(failure: SmtpFailure): MailTrouble {
  const { mail, pause } = outcomeOf(failure, { attempt: 0, oldestLeavesInMs: null });
  if (pause !== null) return pause.trouble;
  if (mail.state === 'bad_address' || mail.reason === 'recipient_refused') return 'recipient_refused';
  return mail.reason === 'content_refused' ? 'content_refused' : 'lost';
}
