import * as z from 'zod';
import { defineOperations } from './operation.js';
import { freeText, id, instant, personBrief, shortText, translated, translatedLines } from './values.js';

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
export const rolloutLane = z.object({ name: shortText, homerooms: z.array(z.string().max(120)).max(400) });
export type RolloutLane = z.output<typeof rolloutLane>;
