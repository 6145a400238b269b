import * as z from 'zod';
import { defineOperations } from './operation.js';
import { id, instant } from './values.js';

export const rosterImportStates = ['uploaded', 'reading', 'ready', 'applying', 'applied', 'refused', 'failed'] as const;
export const rosterImportState = z.enum(rosterImportStates);
export type RosterImportState = (typeof rosterImportStates)[number];

const counts = z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int(), unchanged: z.number().int() });

/** A file's row that could not be used, or could only in part. Line 1 is the header. */
export const rosterRowError = z.object({
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
});
export type RosterRowError = z.output<typeof rosterRowError>;

export const rosterImport = z.object({
  id,
  state: rosterImportState,
  fileName: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  version: z.string().nullable(),
  people: counts,
  classes: counts,
  enrollments: counts,
  errors: z.number().int(),
  warnings: z.number().int(),
  /** People written so far while applying. */
  applied: z.number().int(),
  /** Why the whole file was refused. */
  refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type RosterImport = z.output<typeof rosterImport>;

export const rosterDiffRow = z.object({
  change: z.enum(['added', 'changed', 'removed']),
  sourceId: z.string(),
  name: z.string(),
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});

export const rosterOperations = defineOperations({
  startRosterImport: {
    method: 'POST',
    path: '/api/roster/imports',
    summary: 'Upload a OneRoster zip; it is read by the worker and answered as a diff',
    input: z.object({ fileName: z.string().max(200) }),
    output: rosterImport,
    body: 'file',
    who: ['administrator'],
    whose: 'school',
    rate: { limit: 10, perSeconds: 60 },
  },
  listRosterImports: {
    method: 'GET',
    path: '/api/roster/imports',
    summary: 'The last imports',
    input: z.object({}),
    output: z.object({ imports: z.array(rosterImport) }),
    who: ['administrator'],
    whose: 'school',
  },
  rosterImport: {
    method: 'GET',
    path: '/api/roster/imports/:importId',
    summary: 'State and counts of one import',
    input: z.object({ importId: id }),
    output: rosterImport,
    who: ['administrator'],
    whose: 'school',
  },
  listRosterDiff: {
    method: 'GET',
    path: '/api/roster/imports/:importId/diff',
    summary: 'People added, changed and removed, page by page',
    input: z.object({
      importId: id,
      change: z.enum(['added', 'changed', 'removed']),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(rosterDiffRow), total: z.number().int() }),
    who: ['administrator'],
    whose: 'school',
  },
  listRosterErrors: {
    method: 'GET',
    path: '/api/roster/imports/:importId/errors',
    summary: 'Every unusable row: file, line, column, found, expected',
    input: z.object({
      importId: id,
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({ rows: z.array(rosterRowError), total: z.number().int() }),
    who: ['administrator'],
    whose: 'school',
  },
  rosterErrorsCsv: {
    method: 'GET',
    path: '/api/roster/imports/:importId/errors.csv',
    summary: 'The same as CSV',
    input: z.object({ importId: id }),
    output: z.string(),
    answer: 'csv',
    who: ['administrator'],
    whose: 'school',
  },
  applyRosterImport: {
    method: 'POST',
    path: '/api/roster/imports/:importId/apply',
    summary: 'Apply the diff that was shown',
    input: z.object({ importId: id }),
    output: rosterImport,
    who: ['administrator'],
    whose: 'school',
  },
});
