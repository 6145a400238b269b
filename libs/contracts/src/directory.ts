import * as z from 'zod';
import { defineOperations, done, nothing } from './operation.js';
import { me } from './people.js';
import { connectionTest, googleAdministrator, id, instant, language, microsoftApplication, microsoftTenant, rowVersion } from './values.js';

/** Where the school keeps the accounts of its students. */
export const directoryKinds = ['built_in', 'google', 'microsoft', 'active_directory', 'ldap'] as const;
export type DirectoryKind = (typeof directoryKinds)[number];

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(190)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/, 'a domain, as students.school.example');
const ldapUrl = z
  .string()
  .trim()
  .max(200)
  .regex(/^ldaps?:\/\/[^\s/?#@]+$/, 'ldaps://directory.school.example, with a port if it is not the usual one');
const dn = z.string().trim().min(3).max(400);
const attribute = z
  .string()
  .trim()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'the name of an attribute, as employeeNumber');
/** Of the authority that signed the server's certificate, when it is the school's own. PEM. */
const certificate = z.string().trim().max(20_000).default('');

const orgUnitPath = z
  .string()
  .trim()
  .max(400)
  .regex(/^\/[^\\]*$/, 'a path from the top, as /Students')
  .default('/');

/** What a directory has to be told beside its secret. */
export const directoryConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built_in'), /** Students sign in as `<username>@<domain>`. */ domain }),
  /** Its secret is the key file of the service account, as text. */
  z.object({
    kind: z.literal('google'),
    /** In whose name the service account acts. */ adminEmail: googleAdministrator,
    orgUnitPath,
    domain,
  }),
  /** Its secret is the client secret of the application. */
  z.object({ kind: z.literal('microsoft'), tenantId: microsoftTenant, clientId: microsoftApplication, domain }),
  z
    .object({
      kind: z.literal('active_directory'),
      url: ldapUrl,
      startTls: z.boolean().default(false),
      certificate,
      bindDn: dn,
      base: dn,
      idAttribute: attribute.default('employeeID'),
      domain,
    })
    // It sets no password over a connection that is not encrypted, not even on one computer.
    .refine(({ url, startTls }) => startTls || url.startsWith('ldaps:'), {
      path: ['url'],
      message: 'ldaps:// or StartTLS: Active Directory takes passwords over no other connection',
    }),
  z.object({
    kind: z.literal('ldap'),
    url: ldapUrl,
    startTls: z.boolean().default(false),
    certificate,
    bindDn: dn,
    /** The entry under which accounts are made. */
    base: dn,
    /** Holds the school's own id of a person. */
    idAttribute: attribute.default('employeeNumber'),
    domain,
  }),
]);
export type DirectoryConfig = z.output<typeof directoryConfig>;
export type DirectoryConfigOf<K extends DirectoryKind> = Extract<DirectoryConfig, { kind: K }>;

/**
 * How a username is made: text with `{given}`, `{preferred}`, `{family}`, `{grade}`, `{badge}`, `{username}` (as the
 * roster has it) and `{id}` (the school's own); `{given:1}` takes the first letter. Numbers are appended where two agree.
 */
export const usernameRule = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^([a-z0-9._-]|\{(given|preferred|family|grade|badge|username|id)(:[1-9]\d?)?\})+$/, 'letters and fields, as {given}.{family}')
  .refine((rule) => rule.includes('{'), 'at least one field, or everybody would have the same name');

export const directorySettings = z.object({
  directory: directoryConfig,
  hasSecret: z.boolean(),
  usernameRule: z.string(),
  suspendAfterDays: z.number().int(),
  /** Nothing is done in the directory until then. */
  pausedUntil: instant.nullable(),
  pauseCode: z.string().nullable(),
  pauseReason: z.string().nullable(),
  test: connectionTest.nullable(),
  version: z.number().int(),
});
export type DirectorySettings = z.output<typeof directorySettings>;

/**
 * `wanted`: it shall be made; `ready`: it is there; `conflict`: somebody else's account is in the way; `needs_person`: it
 * failed for good; the others belong to people who left and came back.
 */
export const accountStates = ['wanted', 'ready', 'conflict', 'needs_person', 'suspend_wanted', 'suspended', 'resume_wanted'] as const;
export const accountState = z.enum(accountStates);
export type AccountState = (typeof accountStates)[number];

export const accountRow = z.object({
  id,
  personId: id,
  name: z.string(),
  homeroom: z.string().nullable(),
  state: accountState,
  username: z.string().nullable(),
  address: z.string().nullable(),
  /** It was there before us, and kept its password. */
  adopted: z.boolean(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  retryAt: instant.nullable(),
  /** A one-time password waits to be handed over. */
  waitingPassword: z.boolean(),
  delivery: z.enum(['mail', 'slip']).nullable(),
  deliveredAt: instant.nullable(),
});
export type AccountRow = z.output<typeof accountRow>;

const accountFilter = {
  state: accountState.optional(),
  reasonCode: z.string().max(80).optional(),
  search: z.string().trim().max(80).optional(),
};

export const slip = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shown'),
    name: z.string(),
    username: z.string(),
    address: z.string(),
    password: z.string(),
    language,
    directory: z.enum(directoryKinds),
    /** Until when it opens the account; null where that is for another directory to say. */
    goodUntil: instant.nullable(),
  }),
  /** This request was answered before; a password is shown once. */
  z.object({ kind: z.literal('shown_before'), at: instant }),
]);
export type Slip = z.output<typeof slip>;

const administrators = ['administrator'] as const;
const adults = ['coach', 'administrator'] as const;

export const directoryOperations = defineOperations({
  directorySettings: {
    method: 'GET',
    path: '/api/directory',
    summary: 'Which directory the school’s accounts are made in, without its secret',
    input: nothing,
    output: z.object({ settings: directorySettings.nullable(), /** Students without an account. */ without: z.number().int() }),
    who: administrators,
    whose: 'school',
  },
  saveDirectory: {
    method: 'PUT',
    path: '/api/directory',
    summary: 'Choose the directory and how accounts are named; the secret goes in and never comes out',
    input: z.object({
      directory: directoryConfig,
      /** Left out: the stored one stays, as long as the address does. */
      secret: z.string().min(1).max(20_000).optional(),
      usernameRule,
      suspendAfterDays: z.number().int().min(0).max(365),
      /** Of the settings this change was made on; null when there were none. */
      version: rowVersion.nullable(),
    }),
    output: directorySettings,
    who: administrators,
    whose: 'school',
  },
  testDirectory: {
    method: 'POST',
    path: '/api/directory/test',
    summary: 'Sign in to the saved directory and look at the place where accounts are made',
    input: nothing,
    output: directorySettings,
    who: administrators,
    whose: 'school',
    rate: { limit: 20, perSeconds: 60 },
  },
  pauseDirectory: {
    method: 'POST',
    path: '/api/directory/pause',
    summary: 'Do nothing in the directory until somebody lets it go on',
    input: nothing,
    output: directorySettings,
    who: administrators,
    whose: 'school',
  },
  resumeDirectory: {
    method: 'POST',
    path: '/api/directory/resume',
    summary: 'Go on in the directory, whatever paused it',
    input: nothing,
    output: directorySettings,
    who: administrators,
    whose: 'school',
  },
  previewUsernames: {
    method: 'POST',
    path: '/api/directory/usernames',
    summary: 'What a rule makes of the names of those who have no account yet',
    input: z.object({ usernameRule }),
    output: z.object({
      people: z.number().int(),
      /** Who gets a number behind the name, because another has it already. */
      numbered: z.number().int(),
      /** Whose fields give no name at all. */
      nameless: z.number().int(),
      examples: z.array(z.object({ name: z.string(), username: z.string() })),
    }),
    who: administrators,
    whose: 'school',
    rate: { limit: 120, perSeconds: 60 },
  },
  previewAccounts: {
    method: 'GET',
    path: '/api/accounts/preview',
    summary: 'What making accounts would do, from the roster and what is known here; nothing is changed and the directory is not asked',
    input: nothing,
    output: z.object({
      /** Accounts that would be asked for: students who have none. */
      people: z.number().int(),
      numbered: z.number().int(),
      /** Would wait for a person, because the rule makes no name of theirs. */
      nameless: z.number().int(),
      /** On their way already. */
      waiting: z.number().int(),
      /** Wait for a person already. */
      stuck: z.number().int(),
      /** Have their account and keep it. */
      there: z.number().int(),
      examples: z.array(z.object({ name: z.string(), username: z.string() })),
    }),
    who: administrators,
    whose: 'school',
    rate: { limit: 60, perSeconds: 60 },
  },
  wantAccounts: {
    method: 'POST',
    path: '/api/accounts',
    summary: 'Make accounts for all students who have none',
    input: z.object({ requestId: id }),
    output: z.object({ wanted: z.number().int() }),
    who: administrators,
    whose: 'school',
  },
  listAccounts: {
    method: 'GET',
    path: '/api/accounts',
    summary: 'Accounts with their state, and how many there are of each',
    input: z.object({
      ...accountFilter,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(accountRow),
      states: z.array(z.object({ state: accountState, count: z.number().int() })),
      reasons: z.array(z.object({ code: z.string(), state: accountState, count: z.number().int() })),
    }),
    who: administrators,
    whose: 'school',
  },
  accountsCsv: {
    method: 'GET',
    path: '/api/accounts.csv',
    summary: 'The accounts as a CSV file, without passwords',
    input: z.object(accountFilter),
    output: z.string(),
    answer: 'csv',
    who: administrators,
    whose: 'school',
  },
  retryAccounts: {
    method: 'POST',
    path: '/api/accounts/retry',
    summary: 'Try again the accounts named, or all that failed for one reason',
    input: z.object({ accountIds: z.array(id).max(500), /** All of this reason too. */ reasonCode: z.string().min(1).max(80).optional() }),
    output: z.object({ retried: z.number().int() }),
    who: administrators,
    whose: 'school',
  },
  printSlip: {
    method: 'POST',
    path: '/api/accounts/:personId/slip',
    summary: 'Show a student’s one-time password once, to an adult who gives their own password again',
    input: z.object({ personId: id, requestId: id, password: z.string().min(1).max(128) }),
    output: slip,
    who: adults,
    whose: 'school',
    rate: { limit: 20, perSeconds: 60 },
  },
  renewPassword: {
    method: 'POST',
    path: '/api/accounts/:personId/new-password',
    summary: 'Set another one-time password in the directory, for a student who has lost theirs; it then waits for its slip',
    input: z.object({ personId: id, password: z.string().min(1).max(128) }),
    output: done,
    who: adults,
    whose: 'school',
    rate: { limit: 20, perSeconds: 60 },
  },
  changePassword: {
    method: 'POST',
    path: '/api/me/password',
    summary: 'Choose a new password; the first thing after signing in with a one-time password',
    input: z.object({ password: z.string().min(1).max(128), newPassword: z.string().min(8).max(128) }),
    output: me,
    who: ['student', 'assistant', 'coach', 'teacher', 'leader', 'administrator'],
    whose: 'own',
    rate: { limit: 10, perSeconds: 60 },
  },
});
