import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** How far the conversation had come. From `data` on the server may have the message although we never heard so. */
export type SmtpPhase = 'token' | 'connect' | 'sign_in' | 'from' | 'recipient' | 'data' | 'after_data';

/** What went wrong, taken apart: the rule `outcomeOf` decides what it means. */
export interface SmtpFailure {
  readonly phase: SmtpPhase;
  /** nodemailer's or Node's own code: ETIMEDOUT, ECONNECTION, ESOCKET, EAUTH, EENVELOPE, EMESSAGE, ENOTFOUND … */
  readonly code: string;
  /** Three digits; null when the server answered nothing. */
  readonly reply: number | null;
  /** Enhanced status code such as 5.1.1. */
  readonly enhanced: string | null;
  /** The server's words on one line, or the error's. */
  readonly text: string;
}

/** A failed conversation, thrown by `SmtpLink`. */
export class SmtpFailed extends Error {
  constructor(readonly failure: SmtpFailure) {
    super(`${failure.phase}: ${failure.text}`);
    this.name = 'SmtpFailed';
  }
}

/** `sent` says whether the message itself had begun to be handed over. */
export function failureOf(error: SMTPConnection.SMTPError, phase: SmtpPhase, sent: boolean): SmtpFailure {
  const text = (error.response ?? error.message).replaceAll(/\s+/g, ' ').trim().slice(0, 500);
  const enhanced = /^\d{3}[ -]#?(\d\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
  return {
    phase: sent ? phaseWithMessage(error) : phaseOf(error, phase),
    code: systemCode(error),
    reply: error.responseCode ?? null,
    enhanced,
    text,
  };
}

/** An answer to the message says all; without one nobody knows. */
const phaseWithMessage = (error: SMTPConnection.SMTPError): SmtpPhase => (error.code === 'EMESSAGE' ? 'data' : 'after_data');

function phaseOf(error: SMTPConnection.SMTPError, phase: SmtpPhase): SmtpPhase {
  switch (error.command) {
    case 'MAIL FROM':
      return 'from';
    case 'RCPT TO':
      return 'recipient';
    case 'DATA':
      return 'data';
    default:
      return error.code === 'EAUTH' ? 'sign_in' : phase;
  }
}

/** nodemailer names every socket error ESOCKET; the reason behind it says more. */
function systemCode(error: SMTPConnection.SMTPError): string {
  const named = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE)\b/.exec(error.message)?.[1];
  return named ?? error.code ?? 'UNKNOWN';
}
