import * as z from 'zod';
import { adultRoles, defineOperations, done, nothing } from './operation.js';
import { id, instant, typedCode } from './values.js';

const secondFactorState = z.object({
  on: z.boolean(),
  since: instant.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactorState = z.output<typeof secondFactorState>;

/** Shown once: what is stored of them is a hash. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** An adult without one is then led to set it up, and nothing else is answered until it is done. */
const demand = z.object({ demanded: z.boolean() });

const password = z.string().min(1).max(128);
const rate = { limit: 10, perSeconds: 60 };

export const secondFactorOperations = defineOperations({
  secondFactor: {
    method: 'GET',
    path: '/api/me/second-factor',
    summary: 'Whether one’s own second factor is on, and how many recovery codes are left',
    input: nothing,
    output: secondFactorState,
    who: adultRoles,
    whose: 'own',
  },
  startSecondFactor: {
    method: 'POST',
    path: '/api/me/second-factor/start',
    summary: 'Begin to turn on a second factor: a new secret for an authenticator app, after the password was typed again',
    input: z.object({ password }),
    /** `secret` in base32, to be typed; `uri` (otpauth:) to be scanned. */
    output: z.object({ secret: z.string(), uri: z.string() }),
    who: adultRoles,
    whose: 'own',
    rate,
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/api/me/second-factor/confirm',
    summary: 'Turn the second factor on by a first code of the app; answers ten recovery codes, once',
    input: z.object({ code: typedCode }),
    output: recoveryCodes,
    who: adultRoles,
    whose: 'own',
    rate,
  },
  turnOffSecondFactor: {
    method: 'POST',
    path: '/api/me/second-factor/off',
    summary: 'Turn one’s own second factor off, by password and code',
    input: z.object({ password, code: typedCode }),
    output: done,
    who: adultRoles,
    whose: 'own',
    rate,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/api/me/second-factor/recovery-codes',
    summary: 'Make ten new recovery codes in place of the old ones, by password and code',
    input: z.object({ password, code: typedCode }),
    output: recoveryCodes,
    who: adultRoles,
    whose: 'own',
    rate,
  },
  secondFactorDemand: {
    method: 'GET',
    path: '/api/school/second-factor',
    summary: 'Whether the school demands a second factor of its adults',
    input: nothing,
    output: demand,
    who: ['administrator'],
    whose: 'school',
  },
  demandSecondFactor: {
    method: 'PUT',
    path: '/api/school/second-factor',
    summary: 'Demand a second factor of the school’s adults, or demand it no more; only by an administrator who has one',
    input: demand,
    output: demand,
    who: ['administrator'],
    whose: 'school',
  },
  resetSecondFactor: {
    method: 'POST',
    path: '/api/people/:personId/second-factor/reset',
    summary: 'Remove the second factor of somebody who lost their phone, by an administrator who types their own password again',
    input: z.object({ personId: id, password }),
    output: done,
    who: ['administrator'],
    whose: 'school',
    rate,
  },
});
