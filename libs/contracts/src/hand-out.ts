import * as z from 'zod';
import { deviceBrief } from './circulation.js';
import { defineOperations, type Role } from './operation.js';
import { rolloutVideo, stepReasons, stepStates } from './rollouts.js';
import { freeText, id, instant, language, personBrief, translatedLines } from './values.js';

/** The steps of a visit, in the order in which a student goes through them. */
export const handOutSteps = ['account', 'credentials', 'video', 'basics', 'hand_out'] as const;
export const handOutStep = z.enum(handOutSteps);
export type HandOutStep = (typeof handOutSteps)[number];

/** The steps a station itself can mark. */
export const markedSteps = ['video', 'basics'] as const;
export const markedStep = z.enum(markedSteps);
export type MarkedStep = (typeof markedSteps)[number];

export const handOutPlan = z.object({
  id,
  name: z.string(),
  steps: z.array(handOutStep),
  video: rolloutVideo.nullable(),
  basics: translatedLines,
});
export type HandOutPlan = z.output<typeof handOutPlan>;

export const visitStep = z.object({ step: handOutStep, state: z.enum(stepStates), reason: z.enum(stepReasons).nullable() });
export type VisitStep = z.output<typeof visitStep>;

/** How the student gets the first password: never what it is. */
export const credentialState = z.enum(['none', 'not_ready', 'waiting', 'mailed', 'printed']);
export type CredentialState = z.output<typeof credentialState>;

export const handOutStudent = z.object({ id, name: z.string(), homeroom: z.string().nullable(), language });

export const visit = z.object({
  plan: handOutPlan,
  student: handOutStudent,
  steps: z.array(visitStep),
  /** The laptop the student has already. */
  device: deviceBrief.nullable(),
  agreementOnFile: z.boolean(),
  credential: z.object({ state: credentialState }),
});
export type Visit = z.output<typeof visit>;

export const scannedLaptop = deviceBrief.extend({ holder: personBrief.nullable() });
export type ScannedLaptop = z.output<typeof scannedLaptop>;

/** A student of a running plan as a station keeps them for working without the network. */
export const cohortStudent = z.object({
  id,
  planId: id,
  name: z.string(),
  homeroom: z.string().nullable(),
  language,
  /** `scanDigest` of the badge, salted with the school’s id; null without one. */
  badgeDigest: z.string().nullable(),
  steps: z.array(visitStep),
  device: deviceBrief.nullable(),
  agreementOnFile: z.boolean(),
  credential: z.object({ state: credentialState }),
});
export type CohortStudent = z.output<typeof cohortStudent>;

export const cohortDevice = scannedLaptop.extend({ serialDigest: z.string().nullable() });
export type CohortDevice = z.output<typeof cohortDevice>;

const staff: readonly Role[] = ['assistant', 'coach', 'administrator'];

export const handOutOperations = defineOperations({
  identifyForHandOut: {
    method: 'POST',
    path: '/api/hand-out/identify',
    summary: 'Who or what was scanned at a hand-out station: the student’s visit, a laptop, or both',
    /** Exactly one of the two. */
    input: z.object({ scan: z.string().trim().min(1).max(64).optional(), personId: id.optional() }),
    output: z.object({ visit: visit.nullable(), laptop: scannedLaptop.nullable() }),
    who: staff,
    whose: 'school',
    rate: { limit: 120, perSeconds: 60 },
  },
  markStep: {
    method: 'POST',
    path: '/api/hand-out/marks',
    summary: 'The student has seen the video or learned the basics, or an assistant skips it',
    input: z.object({
      requestId: id,
      planId: id,
      personId: id,
      step: markedStep,
      state: z.enum(['done', 'skipped']),
      /** Index of the answer to the check question. */
      answer: z.number().int().min(0).max(5).optional(),
      /** What the student asked after watching. */
      question: freeText.optional(),
      /** Seconds since it happened; not 0 only for what is sent late. */
      secondsAgo: z.number().int().min(0).max(86_400).default(0),
    }),
    output: visit,
    who: staff,
    whose: 'school',
    rate: { limit: 240, perSeconds: 60 },
  },
  handOutCohort: {
    method: 'GET',
    path: '/api/hand-out/cohort',
    summary: 'Students and laptops of the running plans, page by page, for a station to keep',
    input: z.object({
      part: z.enum(['students', 'devices']),
      /** The last id of the page before. */
      after: id.optional(),
      /** The version the station has: nothing is sent again while it is the same. */
      version: z.string().max(64).optional(),
    }),
    output: z.object({
      version: z.string(),
      unchanged: z.boolean(),
      plans: z.array(handOutPlan),
      students: z.array(cohortStudent),
      devices: z.array(cohortDevice),
      /** Where the next page begins; null after the last. */
      next: id.nullable(),
    }),
    who: staff,
    whose: 'school',
    rate: { limit: 120, perSeconds: 60 },
  },
  listVideoQuestions: {
    method: 'GET',
    path: '/api/rollouts/:planId/questions',
    summary: 'What students asked after the video, newest first',
    input: z.object({ planId: id }),
    output: z.object({
      questions: z.array(z.object({ person: personBrief, homeroom: z.string().nullable(), question: z.string(), at: instant })),
    }),
    who: ['coach', 'administrator'],
    whose: 'school',
  },
});
