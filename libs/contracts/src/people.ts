import * as z from 'zod';
import { defineOperations, done, nothing, personRoleSchema, roleSchema } from './operation.js';
import { id, instant, language, personBrief, shortText, typedCode } from './values.js';

export const schoolBrief = z.object({ id, name: z.string(), timeZone: z.string(), demo: z.boolean() });
export const deskBrief = z.object({ id, name: z.string(), letter: z.string() });

/** Who is asking, and what the screens need to draw themselves for them. */
export const me = z.object({
  kind: z.enum(['person', 'station']),
  id,
  name: z.string(),
  roles: z.array(roleSchema),
  school: schoolBrief,
  desks: z.array(deskBrief),
  /** A station serves exactly one desk. */
  deskId: id.nullable(),
  language,
  /** Signed in with a one-time password: nothing but `changePassword` is answered until it was changed. */
  mustChangePassword: z.boolean(),
  /** The school demands a second factor: nothing but setting one up is answered until it is on. */
  mustSetUpSecondFactor: z.boolean().default(false),
});
export type Me = z.output<typeof me>;

export const schoolSettings = z.object({
  /** Kiosks may search by name; off means badge or tag only. */
  nameSearch: z.boolean(),
  /** Minutes without a sign of life after which a claim goes back to the line. */
  leaseMinutes: z.number().int().min(2).max(120),
  /** Randomly chosen resolved tickets a day put before the coach. */
  reviewSampleADay: z.number().int().min(0).max(50),
  /** What the school calls its coach: coach, facilitator, coordinator. */
  coachTitle: shortText,
  /** School years, each with its summer, that what people wrote about each other is kept. */
  wordsKeptYears: z.number().int().min(1).max(10),
});
export type SchoolSettings = z.output<typeof schoolSettings>;

export const period = z.object({
  id,
  name: shortText,
  /** Local wall-clock time of the school, `HH:MM`. */
  startsAt: z.iso.time({ precision: -1 }),
  endsAt: z.iso.time({ precision: -1 }),
  /** The kind of day on which it rings; null: every school day. */
  dayTypeId: id.nullable().default(null),
});
export type Period = z.output<typeof period>;

export const staffMember = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(personRoleSchema),
  skills: z.array(z.string()),
  periods: z.array(id),
  active: z.boolean(),
});
export type StaffMember = z.output<typeof staffMember>;

/** ASVS 5.0 V6.2: at least 8 characters, long ones welcome, no composition rules. */
const newPassword = z.string().min(8).max(128);

export const peopleOperations = defineOperations({
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with e-mail and password, and a code where the account has a second factor; the session travels in a cookie',
    input: z.object({
      email: z.email().max(254),
      password: z.string().min(1).max(128),
      /** Of the app, or a recovery code; asked for by `sign_in.second_factor_needed`. */
      code: typedCode.optional(),
    }),
    output: me,
    who: 'anyone',
    whose: 'secret',
    rate: { limit: 200, perSeconds: 60, perField: { name: 'email', limit: 10 } },
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'End this session everywhere it is open',
    input: nothing,
    output: done,
    who: ['student', 'assistant', 'coach', 'teacher', 'leader', 'administrator'],
    whose: 'own',
  },
  me: {
    method: 'GET',
    path: '/api/me',
    summary: 'Who is asking: a person or a paired station, with roles, school and desks',
    input: nothing,
    output: me,
    who: ['student', 'assistant', 'coach', 'teacher', 'leader', 'administrator', 'kiosk', 'board'],
    whose: 'own',
  },
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    summary: 'Make the first administrator and school from the one-time set-up link',
    input: z.object({
      token: z.string().min(16).max(128),
      email: z.email().max(254),
      password: newPassword,
      givenName: shortText,
      familyName: shortText,
      schoolName: shortText,
      timeZone: z.string().max(64),
    }),
    output: me,
    who: 'anyone',
    whose: 'secret',
    rate: { limit: 10, perSeconds: 60 },
  },
  listSchools: {
    method: 'GET',
    path: '/api/schools',
    summary: 'The schools this administrator can open',
    input: nothing,
    output: z.object({ schools: z.array(schoolBrief), openId: id }),
    who: ['administrator'],
    whose: 'own',
  },
  createSchool: {
    method: 'POST',
    path: '/api/schools',
    summary: 'Create a school with one desk and the starter catalogue, and open it',
    input: z.object({
      /** The new school's, chosen by whoever asks: asked again under the same id, the school that is there is opened. */
      id: id.optional(),
      name: shortText,
      timeZone: z.string().max(64),
      deskName: shortText.default('Help desk'),
      deskLetter: z
        .string()
        .regex(/^[A-HJ-NP-Z]$/)
        .default('B'),
    }),
    output: me,
    who: ['administrator'],
    whose: 'own',
  },
  openSchool: {
    method: 'POST',
    path: '/api/schools/:schoolId/open',
    summary: 'Continue this session in another of the administrator’s schools',
    input: z.object({ schoolId: id }),
    output: me,
    who: ['administrator'],
    whose: 'own',
  },
  schoolSettings: {
    method: 'GET',
    path: '/api/school',
    summary: 'Name, time zone, settings and bell schedule of the open school',
    input: nothing,
    output: z.object({ school: schoolBrief, settings: schoolSettings, periods: z.array(period) }),
    who: ['administrator', 'coach'],
    whose: 'school',
  },
  updateSchoolSettings: {
    method: 'PATCH',
    path: '/api/school',
    summary: 'Change settings of the open school; what is left out stays',
    input: schoolSettings.partial(),
    output: schoolSettings,
    who: ['administrator', 'coach'],
    whose: 'school',
  },
  listStaff: {
    method: 'GET',
    path: '/api/people',
    summary: 'People with a role beyond student, or matching a search of names',
    input: z.object({ search: z.string().trim().max(80).optional() }),
    output: z.object({ people: z.array(staffMember) }),
    who: ['administrator', 'coach'],
    whose: 'school',
  },
  setRoles: {
    method: 'PUT',
    path: '/api/people/:personId/roles',
    summary: 'Give a person their roles, skills and periods; open sessions follow at once',
    input: z.object({
      personId: id,
      roles: z.array(personRoleSchema).min(1).max(6),
      skills: z.array(shortText).max(20),
      periods: z.array(id).max(20),
      /** A first password, for a person who has none and shall sign in locally. */
      email: z.email().max(254).optional(),
      password: newPassword.optional(),
    }),
    output: staffMember,
    who: ['administrator'],
    whose: 'school',
  },
  listRosterExceptions: {
    method: 'GET',
    path: '/api/roster/exceptions',
    summary: 'People who filed as new because the roster does not know them',
    input: nothing,
    output: z.object({
      exceptions: z.array(z.object({ id, typedName: z.string(), raisedAt: instant, ticketCode: z.string().nullable() })),
    }),
    who: ['administrator', 'coach'],
    whose: 'school',
  },
  settleRosterException: {
    method: 'POST',
    path: '/api/roster/exceptions/:exceptionId/settle',
    summary: 'Say who the new person is, or that they need no entry',
    input: z.object({ exceptionId: id, personId: id.nullable() }),
    output: done,
    who: ['administrator', 'coach'],
    whose: 'school',
  },
});

export const stationKinds = ['kiosk', 'board'] as const;
export const stationKind = z.enum(stationKinds);
export type StationKind = (typeof stationKinds)[number];

export const station = z.object({
  id,
  kind: stationKind,
  name: z.string(),
  desk: deskBrief,
  pairedAt: instant,
  seenAt: instant.nullable(),
  pairedBy: personBrief.nullable(),
});
export type Station = z.output<typeof station>;

export const stationOperations = defineOperations({
  startPairing: {
    method: 'POST',
    path: '/api/pairings',
    summary: 'A new screen asks to become a kiosk or board and gets a code to show',
    input: z.object({ kind: stationKind }),
    output: z.object({ pairingId: id, /** Six digits, shown large. */ code: z.string(), secret: z.string(), expiresAt: instant }),
    who: 'anyone',
    whose: 'anyone',
    rate: { limit: 20, perSeconds: 60 },
  },
  pairingState: {
    method: 'POST',
    path: '/api/pairings/:pairingId/state',
    summary: 'The screen asks, with its own secret, whether it has been paired; once it is, the answer sets its cookie',
    input: z.object({ pairingId: id, secret: z.string().min(16).max(128) }),
    output: z.object({ state: z.enum(['waiting', 'paired', 'expired']) }),
    who: 'anyone',
    whose: 'secret',
    rate: { limit: 60, perSeconds: 60 },
  },
  lookUpPairing: {
    method: 'POST',
    path: '/api/pairings/look-up',
    summary: 'What screen shows this code, so that the coach pairs the one in front of them',
    input: z.object({ code: z.string().regex(/^\d{6}$/, 'six digits, as shown on the screen') }),
    output: z.object({ pairingId: id, kind: stationKind, requestedAt: instant, address: z.string(), browser: z.string() }),
    who: ['coach', 'administrator'],
    whose: 'school',
    rate: { limit: 10, perSeconds: 60 },
  },
  pairStation: {
    method: 'POST',
    path: '/api/stations',
    summary: 'Pair the screen that shows this code with a desk',
    input: z.object({ code: z.string().regex(/^\d{6}$/, 'six digits, as shown on the screen'), name: shortText, deskId: id }),
    output: station,
    who: ['coach', 'administrator'],
    whose: 'school',
    rate: { limit: 10, perSeconds: 60 },
  },
  listStations: {
    method: 'GET',
    path: '/api/stations',
    summary: 'Paired kiosks and boards',
    input: nothing,
    output: z.object({ stations: z.array(station) }),
    who: ['coach', 'administrator'],
    whose: 'school',
  },
  unpairStation: {
    method: 'DELETE',
    path: '/api/stations/:stationId',
    summary: 'Unpair a kiosk or board; its screen ends at once',
    input: z.object({ stationId: id }),
    output: done,
    who: ['coach', 'administrator'],
    whose: 'school',
  },
});
