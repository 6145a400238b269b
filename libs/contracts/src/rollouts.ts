import * as z from 'zod';
import { defineOperations } from './operation.js';
import { freeText, id, instant, personBrief, rowVersion, shortText, translated, translatedLines } from './values.js';

export const rolloutDirections = ['hand_out', 'collection'] as const;
export const rolloutDirection = z.enum(rolloutDirections);
export type RolloutDirection = (typeof rolloutDirections)[number];

export const rolloutSteps = ['account', 'credentials', 'video', 'basics', 'hand_out', 'collect'] as const;
export const rolloutStep = z.enum(rolloutSteps);
export type RolloutStep = (typeof rolloutSteps)[number];

export const stepStates = ['blocked', 'due', 'doing', 'done', 'skipped', 'exception'] as const;
export type StepState = (typeof stepStates)[number];

/** Why a step stands where it does; each has words in every language of the screens. */
export const stepReasons = [
  'waits_for_account',
  'waits_for_video',
  'waits_for_basics',
  'knows_password',
  'account_conflict',
  'account_failed',
  'account_suspended',
  'mail_bad_address',
  'mail_unknown',
  'mail_failed',
] as const;
export type StepReason = (typeof stepReasons)[number];

export const rolloutStates = ['draft', 'running', 'paused', 'done', 'cancelled'] as const;
export const rolloutState = z.enum(rolloutStates);
export type RolloutState = (typeof rolloutStates)[number];

/** What can be done with a plan as a whole. */
export const rolloutMoves = ['start', 'pause', 'resume', 'cancel', 'finish', 'undo'] as const;
export const rolloutMove = z.enum(rolloutMoves);
export type RolloutMove = (typeof rolloutMoves)[number];

/** Students of the roster; `values` are grades or homerooms as the roster writes them. */
export const rolloutAudience = z.object({ kind: z.enum(['all', 'grades', 'homerooms']), values: z.array(z.string().max(120)).max(400) });
export type RolloutAudience = z.output<typeof rolloutAudience>;

/** A short film with one question afterwards; the number of the right answer counts from 0. */
export const rolloutVideo = z.object({
  title: translated,
  /** Of our own library (`/…`) or of an address the school trusts. */
  url: z
    .string()
    .trim()
    .max(500)
    .regex(/^(\/(?!\/)|https:\/\/)\S*$/),
  question: translated,
  answers: z.array(translated).min(2).max(4),
  right: z.number().int().min(0).max(3),
});
export type RolloutVideo = z.output<typeof rolloutVideo>;

export const rolloutBasics = translatedLines;
export type RolloutBasics = z.output<typeof rolloutBasics>;
export const rolloutLane = z.object({ name: shortText, homerooms: z.array(z.string().max(120)).max(400) });
export type RolloutLane = z.output<typeof rolloutLane>;

const count = z.number().int();
const states = z.object({ blocked: count, due: count, doing: count, done: count, skipped: count, exception: count });

/** How far a number of students are: each step, and all of them together. */
export const rolloutProgress = z.object({
  students: count,
  finished: count,
  /** With at least one step that needs a person. */
  exceptions: count,
  steps: z.array(states.extend({ step: rolloutStep })),
});
export type RolloutProgress = z.output<typeof rolloutProgress>;

export const rolloutPace = z.object({
  perHour: z.number(),
  /** When the last one is done at this pace, in the hours of the bell schedule; null when nobody is left, or it is too far away to say. */
  lastAt: instant.nullable(),
});
export type RolloutPace = z.output<typeof rolloutPace>;

const planFields = {
  name: shortText,
  direction: rolloutDirection,
  steps: z.array(rolloutStep).min(1).max(5),
  credentials: z.enum(['mail', 'slip', 'none']),
  /** The mail that carries the credentials; null for our own words. */
  templateId: id.nullable(),
  audience: rolloutAudience,
  video: rolloutVideo.nullable(),
  basics: rolloutBasics.nullable(),
  lanes: z.array(rolloutLane).max(40),
};

export const rolloutRow = z.object({
  id,
  name: z.string(),
  direction: rolloutDirection,
  state: rolloutState,
  steps: z.array(rolloutStep),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  version: count,
  /** Null for a draft: who takes part is settled at the start. */
  progress: rolloutProgress.nullable(),
});
export type RolloutRow = z.output<typeof rolloutRow>;

export const rollout = rolloutRow.extend({
  credentials: planFields.credentials,
  templateId: id.nullable(),
  audience: rolloutAudience,
  video: rolloutVideo.nullable(),
  basics: rolloutBasics.nullable(),
  lanes: z.array(rolloutLane),
  createdBy: personBrief.nullable(),
  /** Left the school since the start: they take no part in a hand-out, and still have a laptop in a collection. */
  left: count,
  /** Joined the roster since the start and match the plan; added with one click. */
  newcomers: count,
  /** Of a collection: came back without their charger, or damaged. */
  chargersMissing: count,
  damaged: count,
  /** Null while too little is known. */
  pace: rolloutPace.nullable(),
  byLane: z.array(rolloutProgress.extend({ name: z.string(), homerooms: count })),
  byHomeroom: z.array(rolloutProgress.extend({ name: z.string() })),
});
export type Rollout = z.output<typeof rollout>;

/** What starting this plan would do, in numbers. */
export const rolloutForecast = z.object({
  students: count,
  /** In another rollout that runs: they are not taken into this one. */
  inAnother: count,
  accountsToMake: count,
  accountsThere: count,
  withoutAddress: count,
  withDevice: count,
  leavers: count,
  /** Of what was asked to be sent. */
  directorySetUp: z.boolean(),
  senderSetUp: z.boolean(),
});
export type RolloutForecast = z.output<typeof rolloutForecast>;

export const rolloutStudent = z.object({
  id,
  name: z.string(),
  grade: z.string().nullable(),
  homeroom: z.string(),
  lane: z.string().nullable(),
  leftSchool: z.boolean(),
  chargerMissing: z.boolean(),
  damaged: z.boolean(),
  finishedAt: instant.nullable(),
  steps: z.array(z.object({ step: rolloutStep, state: z.enum(stepStates), reason: z.enum(stepReasons).nullable() })),
});
export type RolloutStudent = z.output<typeof rolloutStudent>;

/** What of the students is asked for: all, by how far they are, or by what is wrong with what they brought back. */
export const rolloutStudentFilters = ['all', 'open', 'finished', 'exception', 'charger', 'damaged', 'left'] as const;
const studentFilter = {
  planId: id,
  filter: z.enum(rolloutStudentFilters).default('all'),
  /** With `filter`: only whose this step is not done. */
  missing: rolloutStep.optional(),
  homeroom: z.string().max(120).optional(),
  search: z.string().trim().max(80).default(''),
};

export const exceptionKinds = ['account', 'mail', 'check_out', 'roster', 'no_device'] as const;
export const exceptionKind = z.enum(exceptionKinds);
export type ExceptionKind = (typeof exceptionKinds)[number];

/** Something that needs a person, found where it arose; it is gone from this list as soon as its cause is. */
export const rolloutException = z.object({
  kind: exceptionKind,
  id,
  person: personBrief.nullable(),
  /** Of somebody the roster does not know: the name they typed. */
  typedName: z.string().nullable(),
  homeroom: z.string().nullable(),
  plan: z.object({ id, name: z.string() }).nullable(),
  /** A code with words in every language; what was said by the other side stands in `detail`, in its own language. */
  reason: z.string(),
  detail: z.string().nullable(),
  /** Of a mail: its mailing, and in which list of it the mail stands. */
  mailingId: id.nullable(),
  mailState: z.enum(['bad_address', 'unknown', 'needs_person']).nullable(),
  assignedTo: personBrief.nullable(),
  note: z.string().nullable(),
  version: count,
});
export type RolloutException = z.output<typeof rolloutException>;

export const rolloutPause = z.object({
  what: z.enum(['directory', 'sender', 'device_management']),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  until: instant,
});
export type RolloutPause = z.output<typeof rolloutPause>;

const exceptionFilter = {
  planId: id.optional(),
  kind: exceptionKind.optional(),
  assigned: z.enum(['anyone', 'me', 'nobody']).default('anyone'),
};

/** What an assistant may know of a student who is not done: where they sit now, and what is missing. */
export const straggler = z.object({
  id,
  name: z.string(),
  homeroom: z.string(),
  room: z.string().nullable(),
  missing: z.array(rolloutStep),
});
export type Straggler = z.output<typeof straggler>;

const staff = { who: ['coach', 'administrator'], whose: 'school' } as const;
const onePlan = z.object({ planId: id });

export const rolloutOperations = defineOperations({
  listRollouts: {
    method: 'GET',
    path: '/api/rollouts',
    summary: 'Every rollout and how far it is, newest first',
    input: z.object({}),
    output: z.object({ rollouts: z.array(rolloutRow) }),
    who: ['coach', 'administrator', 'leader'],
    whose: 'school',
  },
  rolloutChoices: {
    method: 'GET',
    path: '/api/rollouts/choices',
    summary: 'What a new rollout can be made of: grades, homerooms, mail templates',
    input: z.object({}),
    output: z.object({
      students: count,
      grades: z.array(z.object({ value: z.string(), students: count })),
      homerooms: z.array(z.object({ value: z.string(), students: count })),
      templates: z.array(z.object({ id, name: z.string() })),
    }),
    ...staff,
  },
  forecastRollout: {
    method: 'POST',
    path: '/api/rollouts/forecast',
    summary: 'What starting such a rollout would do, in numbers; changes nothing',
    input: z.object({ direction: rolloutDirection, audience: rolloutAudience }),
    output: rolloutForecast,
    ...staff,
  },
  createRollout: {
    method: 'POST',
    path: '/api/rollouts',
    summary: 'Write down a rollout; nothing happens before it is started',
    input: z.object({ id, ...planFields }),
    output: rollout,
    ...staff,
  },
  rollout: {
    method: 'GET',
    path: '/api/rollouts/:planId',
    summary: 'One rollout: progress by lane and homeroom, pace and forecast',
    input: onePlan,
    output: rollout,
    ...staff,
  },
  moveRollout: {
    method: 'POST',
    path: '/api/rollouts/:planId/move',
    summary: 'Start, pause, resume, cancel, finish or undo a rollout',
    input: z.object({ planId: id, requestId: id, move: rolloutMove }),
    output: rollout,
    ...staff,
  },
  setRolloutLanes: {
    method: 'PUT',
    path: '/api/rollouts/:planId/lanes',
    summary: 'Say which homerooms go to which lane',
    input: z.object({ planId: id, version: rowVersion, lanes: planFields.lanes }),
    output: rollout,
    ...staff,
  },
  addNewcomers: {
    method: 'POST',
    path: '/api/rollouts/:planId/newcomers',
    summary: 'Take in the students who joined the roster since the start',
    input: z.object({ planId: id, requestId: id }),
    output: rollout,
    ...staff,
  },
  listRolloutPeriods: {
    method: 'GET',
    path: '/api/rollouts/:planId/periods',
    summary: 'The same progress by period of the bell schedule: whom one finds in class when',
    input: onePlan,
    output: z.object({ byPeriod: z.array(rolloutProgress.extend({ id, name: z.string() })) }),
    ...staff,
  },
  listRolloutStudents: {
    method: 'GET',
    path: '/api/rollouts/:planId/students',
    summary: 'Students of a rollout with the state of each step, page by page',
    input: z.object({
      ...studentFilter,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ students: z.array(rolloutStudent), total: count }),
    ...staff,
  },
  rolloutStudentsCsv: {
    method: 'GET',
    path: '/api/rollouts/:planId/students.csv',
    summary: 'The same as CSV',
    input: z.object(studentFilter),
    output: z.string(),
    answer: 'csv',
    ...staff,
  },
  listRolloutExceptions: {
    method: 'GET',
    path: '/api/rollouts/exceptions',
    summary: 'Everything that needs a person, and what stands still as a whole',
    input: z.object({
      ...exceptionFilter,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      exceptions: z.array(rolloutException),
      total: count,
      byKind: z.array(z.object({ kind: exceptionKind, count })),
      pauses: z.array(rolloutPause),
    }),
    ...staff,
  },
  rolloutExceptionsCsv: {
    method: 'GET',
    path: '/api/rollouts/exceptions.csv',
    summary: 'The same as CSV',
    input: z.object(exceptionFilter),
    output: z.string(),
    answer: 'csv',
    ...staff,
  },
  handleException: {
    method: 'PUT',
    path: '/api/rollouts/exceptions/:kind/:exceptionId',
    summary: 'Say who looks after an exception, and write a note',
    input: z.object({ kind: exceptionKind, exceptionId: id, version: rowVersion, assignedTo: id.nullable(), note: freeText.nullable() }),
    output: z.object({ assignedTo: personBrief.nullable(), note: z.string().nullable(), version: count }),
    ...staff,
  },
  retryRolloutAccounts: {
    method: 'POST',
    path: '/api/rollouts/exceptions/retry-accounts',
    summary: 'Try again to make accounts that failed',
    input: z.object({ accountIds: z.array(id).min(1).max(500) }),
    output: z.object({ retried: count }),
    ...staff,
  },
  retryRolloutCheckOuts: {
    method: 'POST',
    path: '/api/rollouts/exceptions/retry-check-outs',
    summary: 'Tell the device-management provider again of check-outs it did not take; of all of them with null',
    input: z.object({ checkOutIds: z.array(id).min(1).max(500).nullable() }),
    output: z.object({ retried: count }),
    ...staff,
  },
  listStragglers: {
    method: 'GET',
    path: '/api/rollouts/stragglers',
    summary: 'Who is not done, by the period in which they can be found',
    input: z.object({ planId: id.optional(), periodId: id.optional() }),
    output: z.object({
      plans: z.array(z.object({ id, name: z.string(), direction: rolloutDirection })),
      planId: id.nullable(),
      periods: z.array(z.object({ id, name: z.string() })),
      periodId: id.nullable(),
      stragglers: z.array(straggler),
    }),
    who: ['assistant', 'coach', 'administrator'],
    whose: 'school',
  },
});
