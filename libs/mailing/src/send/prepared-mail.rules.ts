import type { ExtraFields, MailReason, MailText } from '@firstbell/contracts/mailing';
import { extraValues, fillMail, mailLanguage, oneLine } from '../templates/template.rules.js';

export type Prepared =
  | {
      readonly kind: 'mail';
      readonly to: { readonly name: string; readonly address: string };
      readonly subject: string;
      readonly body: string;
      readonly language: 'en' | 'es';
    }
  | {
      readonly kind: 'not_sendable';
      readonly state: 'needs_person' | 'cancelled';
      readonly reason: MailReason;
      readonly detail: string | null;
    };

/** What is known of a mail and its person when it is claimed. */
export interface MailToPrepare {
  readonly mail_address: string;
  readonly subject: MailText;
  readonly body: MailText;
  readonly extra: ExtraFields;
  /** Of the person in the roster. */
  readonly status: string;
  readonly language: string;
  readonly givenName: string;
  readonly preferredName: string;
  readonly familyName: string;
  readonly username: string | null;
  readonly address: string | null;
  readonly homeroom: string | null;
  readonly grade: string | null;
  readonly schoolName: string;
}

/** The one-time password of a mail that carries one. `gone`: it went another way; `unreadable`: sealed with another key. */
export type PasswordToSend = { readonly kind: 'none' | 'gone' | 'unreadable' } | { readonly kind: 'open'; readonly password: string };

/** The mail as its person gets it, or why there is none: they left, the password went another way, a field is empty. */
export function preparedMail(item: MailToPrepare, secret: PasswordToSend): Prepared {
  if (item.status !== 'active') return { kind: 'not_sendable', state: 'cancelled', reason: 'person_removed', detail: null };
  if (secret.kind === 'gone') return { kind: 'not_sendable', state: 'cancelled', reason: 'credential_gone', detail: null };
  if (secret.kind === 'unreadable') return { kind: 'not_sendable', state: 'needs_person', reason: 'secret_unreadable', detail: null };
  const language = mailLanguage(item.language);
  const { givenName, preferredName, familyName, username, address, homeroom, grade, schoolName } = item;
  const values = {
    ...extraValues(item.extra, language),
    givenName,
    preferredName,
    familyName,
    username,
    address,
    homeroom,
    grade,
    schoolName,
    password: secret.kind === 'open' ? secret.password : null,
  };
  const { subject, body, missing } = fillMail(item, language, values);
  if (missing.length > 0) return { kind: 'not_sendable', state: 'needs_person', reason: 'field_missing', detail: missing.join(', ') };
  return { kind: 'mail', to: { name: oneLine(`${preferredName} ${familyName}`), address: item.mail_address }, subject, body, language };
}
