import * as z from 'zod';
import { defineOperations, done, nothing, personRoleSchema } from './operation.js';
import { id, instant, language, personBrief, rowVersion, shortText } from './values.js';

/* Sender */

export const mailSecurities = ['tls', 'starttls', 'none'] as const;
export const mailSignIns = ['password', 'oauth2', 'none'] as const;
export const mailPresetNames = ['exchange', 'gmail', 'gmail_relay', 'outlook', 'own'] as const;
export type MailPresetName = (typeof mailPresetNames)[number];

export interface MailPreset {
  readonly host: string;
  readonly port: number;
  readonly security: (typeof mailSecurities)[number];
  readonly signIn: (typeof mailSignIns)[number];
  readonly tokenUrl: string;
  readonly perMinute: number;
  readonly perDay: number;
  readonly connections: number;
}

const microsoftTokens = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
const googleTokens = 'https://oauth2.googleapis.com/token';

/**
 * What the providers document. Exchange Online: 30 messages a minute, 10,000 recipients in 24 hours, 3 connections.
 * Google Workspace: 2,000 messages a day, its relay 10,000 recipients. Outlook.com: 5,000 a day, but only 1,000 to people
 * never mailed before, which is everyone here.
 */
export const mailPresets: Readonly<Record<MailPresetName, MailPreset>> = {
  exchange: {
    host: 'smtp.office365.com',
    port: 587,
    security: 'starttls',
    signIn: 'oauth2',
    tokenUrl: microsoftTokens,
    perMinute: 30,
    perDay: 10_000,
    connections: 3,
  },
  gmail: {
    host: 'smtp.gmail.com',
    port: 465,
    security: 'tls',
    signIn: 'oauth2',
    tokenUrl: googleTokens,
    perMinute: 60,
    perDay: 2_000,
    connections: 3,
  },
  gmail_relay: {
    host: 'smtp-relay.gmail.com',
    port: 587,
    security: 'starttls',
    signIn: 'none',
    tokenUrl: googleTokens,
    perMinute: 120,
    perDay: 10_000,
    connections: 3,
  },
  outlook: {
    host: 'smtp-mail.outlook.com',
    port: 587,
    security: 'starttls',
    signIn: 'oauth2',
    tokenUrl: microsoftTokens,
    perMinute: 30,
    perDay: 1_000,
    connections: 2,
  },
  own: { host: '', port: 587, security: 'starttls', signIn: 'password', tokenUrl: '', perMinute: 60, perDay: 5_000, connections: 2 },
};

/** Why the sender pauses, or what its test ran into. Each has its cure in words on the screens. */
export const mailTroubles = [
  'host_unknown',
  'address_refused',
  'refused',
  'no_answer',
  'no_tls',
  'certificate',
  'not_smtp',
  'sign_in_refused',
  'sign_in_unsupported',
  'token_refused',
  'token_unreachable',
  'secret_unreadable',
  'from_refused',
  'recipient_refused',
  'content_refused',
  'too_many',
  'daily_cap',
  'lost',
] as const;
export const mailTrouble = z.enum(mailTroubles);
export type MailTrouble = z.output<typeof mailTrouble>;

/** A host name or IP address, nothing that could carry a second command. */
const host = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/i, 'must be a host name such as smtp.school.example');
const address = z.email().max(254);
/** Tokens are asked for over HTTPS; plain HTTP only on this very computer. */
const tokenUrl = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https:\/\/[^\s]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/[^\s]*)?$/, 'must begin with https://');
const oneLine = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/, 'must be one line');

export const mailSenderConfig = z.object({
  preset: z.enum(mailPresetNames),
  host,
  port: z.number().int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  signIn: z.enum(mailSignIns),
  user: oneLine.default(''),
  clientId: oneLine.default(''),
  tokenUrl: tokenUrl.default(''),
  fromAddress: address,
  fromName: oneLine.default(''),
});
export type MailSenderConfig = z.output<typeof mailSenderConfig>;

export const mailTestResult = z.object({
  ok: z.boolean(),
  at: instant,
  /** Null when all went well. */
  trouble: mailTrouble.nullable(),
  /** What the server said, as it said it. */
  detail: z.string(),
  /** Where the test mail went. */
  to: z.string(),
});
export type MailTestResult = z.output<typeof mailTestResult>;

const caps = {
  perMinute: z.number().int().min(1).max(10_000),
  /** In any 24 hours, not from midnight to midnight. */
  perDay: z.number().int().min(1).max(1_000_000),
  connections: z.number().int().min(1).max(3),
};

/** The sender as a coach sees it: may it send now, and how much has it sent. */
export const mailSenderState = z.object({
  fromAddress: z.string(),
  perMinute: caps.perMinute,
  perDay: caps.perDay,
  pausedUntil: instant.nullable(),
  trouble: mailTrouble.nullable(),
  detail: z.string().nullable(),
  sentLastMinute: z.number().int(),
  sentLastDay: z.number().int(),
  version: z.number().int(),
});
export type MailSenderState = z.output<typeof mailSenderState>;

export const mailSender = mailSenderConfig.extend({
  ...caps,
  /** The secret itself is never told. */
  hasSecret: z.boolean(),
  test: mailTestResult.nullable(),
  version: z.number().int(),
});
export type MailSender = z.output<typeof mailSender>;

/* Templates */

/** Fields every mail may name, from the roster and the account. `password` only in the mails of a rollout. */
export const mailFields = [
  'givenName',
  'preferredName',
  'familyName',
  'username',
  'address',
  'homeroom',
  'grade',
  'schoolName',
  'password',
] as const;
export type MailField = (typeof mailFields)[number];

export const mailSubject = z.object({ en: z.string().trim().min(1).max(200), es: z.string().trim().min(1).max(200) });
export const mailBody = z.object({ en: z.string().trim().min(1).max(10_000), es: z.string().trim().min(1).max(10_000) });
export type MailText = z.output<typeof mailBody>;

const extraName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,29}$/, 'must begin with a small letter and have letters and digits only');

/** Fields of one mailing alone, the same for everyone: `{{date}}`, `{{site}}`. */
export const extraFields = z
  .array(
    z.object({
      name: extraName,
      en: z.string().trim().min(1).max(500),
      es: z.string().trim().min(1).max(500),
    }),
  )
  .max(10);
export type ExtraFields = z.output<typeof extraFields>;

/** `extraNames`: fields whose value is asked for whenever a mailing is made of it. */
export const mailTemplate = z.object({
  id,
  name: shortText,
  subject: mailSubject,
  body: mailBody,
  extraNames: z.array(extraName).max(10),
  version: z.number().int(),
});
export type MailTemplate = z.output<typeof mailTemplate>;

/* Mailings */

/**
 * Part of the roster: active people who fit every list that is not empty. Nothing chosen is nobody, so that nobody
 * mails a whole school by leaving a form blank.
 */
export const mailAudience = z.object({
  roles: z.array(personRoleSchema).max(10).default([]),
  grades: z.array(z.string().max(60)).max(50).default([]),
  homerooms: z.array(z.string().max(200)).max(500).default([]),
  classIds: z.array(id).max(500).default([]),
  planIds: z.array(id).max(50).default([]),
  personIds: z.array(id).max(2_000).default([]),
});
export type MailAudience = z.output<typeof mailAudience>;

export const mailingStates = ['running', 'paused', 'done', 'cancelled'] as const;
export const mailingState = z.enum(mailingStates);
export type MailingState = z.output<typeof mailingState>;

export const mailItemStates = ['waiting', 'sending', 'sent', 'bad_address', 'unknown', 'needs_person', 'cancelled'] as const;
export const mailItemState = z.enum(mailItemStates);
export type MailItemState = z.output<typeof mailItemState>;

/** Why a mail waits or did not go out. Each has its words on the screens. */
export const mailReasons = [
  'no_address',
  'bad_address',
  'recipient_refused',
  'content_refused',
  'kept_waiting',
  'field_missing',
  'credential_gone',
  'secret_unreadable',
  'person_removed',
  'lost_after_data',
  'worker_stopped',
  'asked_to_wait',
  'lost',
] as const;
export const mailReason = z.enum(mailReasons);
export type MailReason = z.output<typeof mailReason>;

/** When the last one goes out, by the caps, what went out lately and what waits before it. */
export const mailForecast = z.object({
  /** Null when nothing waits, or when it is further away than can be said. */
  lastAt: instant.nullable(),
  /** How many go out on which day of the school. */
  days: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
});
export type MailForecast = z.output<typeof mailForecast>;

const count = z.number().int();
export const mailing = z.object({
  id,
  name: z.string(),
  /** Of a rollout: its credentials, added as the accounts become ready. */
  planId: id.nullable(),
  state: mailingState,
  startedAt: instant,
  startedBy: personBrief.nullable(),
  finishedAt: instant.nullable(),
  counts: z.object({
    waiting: count,
    sending: count,
    sent: count,
    bad_address: count,
    unknown: count,
    needs_person: count,
    cancelled: count,
  }),
  /** Of this mailing, in the last minute. */
  sentLastMinute: count,
  forecast: mailForecast,
  version: z.number().int(),
});
export type Mailing = z.output<typeof mailing>;

export const mailItem = z.object({
  id,
  person: personBrief,
  grade: z.string().nullable(),
  homeroom: z.string().nullable(),
  address: z.string().nullable(),
  state: mailItemState,
  reason: mailReason.nullable(),
  /** What the server said, as it said it. */
  detail: z.string().nullable(),
  sentAt: instant.nullable(),
  retryAt: instant.nullable(),
  version: z.number().int(),
});
export type MailItem = z.output<typeof mailItem>;

/** What a mailing would be, before it is one. */
export const mailingOutlook = z.object({
  people: count,
  withAddress: count,
  /** The first of those without; all are in the list once it is started. */
  withoutAddress: z.array(personBrief),
  /** Fields the text uses and some people lack; those mails wait for a person. */
  missing: z.array(z.object({ field: z.string(), people: count })),
  byLanguage: z.object({ en: count, es: count }),
  /** Waiting already in other mailings of the school, which go first. */
  ahead: count,
  /** Null while no sender is set up. */
  forecast: mailForecast.nullable(),
  first: personBrief.nullable(),
});
export type MailingOutlook = z.output<typeof mailingOutlook>;

const draft = { subject: mailSubject, body: mailBody, extra: extraFields.default([]) };
const staff = { who: ['coach', 'administrator'], whose: 'school' } as const;
const administrators = { who: ['administrator'], whose: 'school' } as const;
const itemFilter = { mailingId: id, state: mailItemState.optional(), search: z.string().trim().max(80).optional() };

export const mailingOperations = defineOperations({
  mailSender: {
    method: 'GET',
    path: '/api/mail/sender',
    summary: 'Who the school sends mail as, without the secret',
    input: nothing,
    output: z.object({ sender: mailSender.nullable() }),
    ...administrators,
  },
  saveMailSender: {
    method: 'PUT',
    path: '/api/mail/sender',
    summary: 'Set who the school sends mail as; a secret left out stays as it is',
    input: mailSenderConfig.extend({
      ...caps,
      password: z.string().min(1).max(500).optional(),
      clientSecret: z.string().max(2_000).optional(),
      refreshToken: z.string().min(1).max(8_000).optional(),
      /** Of what was shown, 0 for the first. */
      version: rowVersion.min(0),
    }),
    output: mailSender,
    ...administrators,
  },
  testMailSender: {
    method: 'POST',
    path: '/api/mail/sender/test',
    summary: 'Connect, sign in and send one mail to oneself',
    input: z.object({ to: address.optional() }),
    output: mailTestResult,
    ...administrators,
    rate: { limit: 6, perSeconds: 60 },
  },
  resumeMailSender: {
    method: 'POST',
    path: '/api/mail/sender/resume',
    summary: 'End the pause of the sender now',
    input: nothing,
    output: done,
    ...staff,
  },
  listMailTemplates: {
    method: 'GET',
    path: '/api/mail/templates',
    summary: 'Templates of the school, and examples to begin with',
    input: nothing,
    output: z.object({
      templates: z.array(mailTemplate),
      examples: z.array(mailTemplate.pick({ name: true, subject: true, body: true, extraNames: true })),
    }),
    ...staff,
  },
  saveMailTemplate: {
    method: 'PUT',
    path: '/api/mail/templates/:templateId',
    summary: 'Write a template; what names an unknown field is refused',
    input: z.object({
      templateId: id,
      name: shortText,
      subject: mailSubject,
      body: mailBody,
      extraNames: z.array(extraName).max(10).default([]),
      /** Of what was shown, 0 for a new one. */
      version: rowVersion.min(0),
    }),
    output: mailTemplate,
    ...staff,
  },
  deleteMailTemplate: {
    method: 'DELETE',
    path: '/api/mail/templates/:templateId',
    summary: 'Delete a template; mailings under way keep their text',
    input: z.object({ templateId: id }),
    output: done,
    ...staff,
  },
  previewMail: {
    method: 'POST',
    path: '/api/mail/preview',
    summary: 'One mail as a real person would get it',
    input: z.object({ ...draft, personId: id, language: language.optional() }),
    output: z.object({
      person: personBrief,
      to: z.string().nullable(),
      language,
      subject: z.string(),
      body: z.string(),
      missing: z.array(z.string()),
    }),
    ...staff,
  },
  mailAudienceChoices: {
    method: 'GET',
    path: '/api/mail/audience',
    summary: 'Grades, homerooms, classes, roles and rollouts, with how many people each',
    input: nothing,
    output: z.object({
      roles: z.array(z.object({ value: personRoleSchema, people: count })),
      grades: z.array(z.object({ value: z.string(), people: count })),
      homerooms: z.array(z.object({ value: z.string(), people: count })),
      classes: z.array(z.object({ id, title: z.string(), people: count })),
      plans: z.array(z.object({ id, name: z.string(), people: count })),
    }),
    ...staff,
  },
  mailingOutlook: {
    method: 'POST',
    path: '/api/mail/outlook',
    summary: 'How many people a mailing would reach, who has no address, and when the last one would go out',
    input: z.object({ audience: mailAudience, subject: mailSubject.optional(), body: mailBody.optional(), extra: extraFields.default([]) }),
    output: mailingOutlook,
    ...staff,
  },
  startMailing: {
    method: 'POST',
    path: '/api/mail/mailings',
    summary: 'Send a mail to part of the roster; the client makes the id, and may repeat',
    input: z.object({
      id,
      name: shortText,
      audience: mailAudience,
      ...draft,
      /** The number of people that was shown; another number by now is refused. */
      people: z.int32().min(1),
    }),
    output: mailing,
    ...staff,
    rate: { limit: 30, perSeconds: 60 },
  },
  listMailings: {
    method: 'GET',
    path: '/api/mail/mailings',
    summary: 'The last mailings, and whether the sender may send',
    input: nothing,
    output: z.object({ mailings: z.array(mailing), sender: mailSenderState.nullable(), resume: z.string() }),
    ...staff,
  },
  mailing: {
    method: 'GET',
    path: '/api/mail/mailings/:mailingId',
    summary: 'State, counts and forecast of one mailing',
    input: z.object({ mailingId: id }),
    output: mailing.extend({ subject: mailSubject, body: mailBody, extra: extraFields }),
    ...staff,
  },
  pauseMailing: {
    method: 'POST',
    path: '/api/mail/mailings/:mailingId/pause',
    summary: 'Send no more of it for now',
    input: z.object({ mailingId: id }),
    output: mailing,
    ...staff,
  },
  resumeMailing: {
    method: 'POST',
    path: '/api/mail/mailings/:mailingId/resume',
    summary: 'Go on sending',
    input: z.object({ mailingId: id }),
    output: mailing,
    ...staff,
  },
  cancelMailing: {
    method: 'POST',
    path: '/api/mail/mailings/:mailingId/cancel',
    summary: 'Send nothing more of it, ever; what is out stays out',
    input: z.object({ mailingId: id }),
    output: mailing,
    ...staff,
  },
  listMailItems: {
    method: 'GET',
    path: '/api/mail/mailings/:mailingId/items',
    summary: 'Each mail of a mailing and what became of it',
    input: z.object({
      ...itemFilter,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ items: z.array(mailItem), total: count }),
    ...staff,
  },
  mailItemsCsv: {
    method: 'GET',
    path: '/api/mail/mailings/:mailingId/items.csv',
    summary: 'The same as CSV',
    input: z.object(itemFilter),
    output: z.string(),
    answer: 'csv',
    ...staff,
  },
  retryMailItems: {
    method: 'POST',
    path: '/api/mail/mailings/:mailingId/retry',
    summary: 'Send anew what failed, to the address the roster has now',
    input: z.object({
      mailingId: id,
      requestId: id,
      /** All of that state, or the named ones of it. */
      state: z.enum(['bad_address', 'needs_person']),
      itemIds: z.array(id).max(1_000).optional(),
    }),
    output: z.object({ queued: count, stillWithoutAddress: count }),
    ...staff,
  },
  decideMailItem: {
    method: 'POST',
    path: '/api/mail/items/:itemId/decide',
    summary: 'Say of a mail with unknown outcome that it arrived, or send it again',
    input: z.object({ itemId: id, requestId: id, decision: z.enum(['arrived', 'again']), version: rowVersion }),
    output: mailItem,
    ...staff,
  },
});
