import * as z from 'zod';
import { defineOperations, done, nothing } from './operation.js';
import { pictureKeys } from './pictures.js';
import { id, rowVersion, shortText, translated, translatedLines } from './values.js';

/** From first to last in line; how far ahead each goes is `headStartSeconds` in tickets/line.rules. */
export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export const priority = z.enum(priorities);
export type Priority = (typeof priorities)[number];

/** `coach`: private matters, seen and taken by the coach only. */
export const audiences = ['desk', 'coach'] as const;
export const audience = z.enum(audiences);
export type Audience = (typeof audiences)[number];

/** One picture on the kiosk, with what helps before, during and after a ticket. */
export const issue = z.object({
  id,
  version: z.number().int(),
  picture: z.enum(pictureKeys),
  name: translated,
  /** Two or three steps to try before filing. */
  selfHelp: translatedLines,
  /** Lines an assistant can say, kindly. */
  kindly: translatedLines,
  checklist: translatedLines,
  /** What usually fixes it, offered at Resolve. */
  fixes: translatedLines,
  /** The certificate an assistant needs; null for basic issues, which anyone on duty may take. */
  skill: z.string().nullable(),
  priority,
  audience,
  needsDevice: z.boolean(),
  active: z.boolean(),
  /** Order on the kiosk, from 0. */
  position: z.number().int(),
  /** How often its self-help steps were enough. */
  solvedBySelfHelp: z.number().int(),
});
export type Issue = z.output<typeof issue>;

const editable = {
  picture: z.enum(pictureKeys),
  name: translated,
  selfHelp: translatedLines,
  kindly: translatedLines,
  checklist: translatedLines,
  fixes: translatedLines,
  skill: shortText.nullable(),
  priority,
  audience,
  needsDevice: z.boolean(),
  active: z.boolean(),
  position: z.number().int().min(0).max(999),
};

export const issueOperations = defineOperations({
  listIssues: {
    method: 'GET',
    path: '/api/issues',
    summary: 'The issue catalogue of the school, in the order of the kiosk',
    input: nothing,
    output: z.object({ issues: z.array(issue) }),
    who: ['kiosk', 'assistant', 'coach', 'administrator', 'student', 'teacher', 'leader'],
    whose: 'school',
  },
  createIssue: {
    method: 'POST',
    path: '/api/issues',
    summary: 'Add an issue to the catalogue',
    input: z.object({ id, ...editable }),
    output: issue,
    who: ['coach', 'administrator'],
    whose: 'school',
  },
  updateIssue: {
    method: 'PATCH',
    path: '/api/issues/:issueId',
    summary: 'Change an issue; what is left out stays. `version` is the one you saw',
    input: z
      .object({ issueId: id, version: rowVersion, ...editable })
      .partial()
      .required({ issueId: true, version: true }),
    output: issue,
    who: ['coach', 'administrator'],
    whose: 'school',
  },
  recordSelfHelp: {
    method: 'POST',
    path: '/api/issues/:issueId/self-help',
    summary: 'The steps were enough: counted, and nothing is filed',
    input: z.object({ issueId: id, /** Made by the client, so that a repeat counts once. */ requestId: id }),
    output: done,
    who: ['kiosk', 'student'],
    whose: 'school',
  },
});
