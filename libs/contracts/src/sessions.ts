import * as z from 'zod';
import { defineOperations, done, nothing, personRoles } from './operation.js';
import { id, instant } from './values.js';

/** What a browser and its computer are called, as far as they can be told when somebody signs in. */
export const browsers = ['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung', 'other'] as const;
export type Browser = (typeof browsers)[number];
export const systems = ['windows', 'macos', 'chromeos', 'linux', 'android', 'ios', 'other'] as const;
export type System = (typeof systems)[number];

export const openSession = z.object({
  id,
  browser: z.enum(browsers),
  system: z.enum(systems),
  /** Name of the school that is open in it. */
  school: z.string(),
  signedInAt: instant,
  /** Exact to five minutes. */
  usedAt: instant,
  /** The one that asks. */
  here: z.boolean(),
});
export type OpenSession = z.output<typeof openSession>;

const ownPassword = z.string().min(1).max(128);

export const sessionOperations = defineOperations({
  listSessions: {
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Where one is signed in, at every school of one’s account',
    input: nothing,
    output: z.object({ sessions: z.array(openSession) }),
    who: personRoles,
    whose: 'own',
  },
  endSession: {
    method: 'POST',
    path: '/api/me/sessions/:sessionId/end',
    summary: 'Sign out elsewhere, with the own password again; one that is over already is left so',
    input: z.object({ sessionId: id, password: ownPassword }),
    output: done,
    who: personRoles,
    whose: 'own',
    rate: { limit: 10, perSeconds: 60 },
  },
  endOtherSessions: {
    method: 'POST',
    path: '/api/me/sessions/end-others',
    summary: 'Sign out everywhere but here, with the own password again',
    input: z.object({ password: ownPassword }),
    output: z.object({ ended: z.number().int() }),
    who: personRoles,
    whose: 'own',
    rate: { limit: 10, perSeconds: 60 },
  },
});
