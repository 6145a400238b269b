import * as z from 'zod';
import { defineOperations } from './operation.js';
import { day, freeText, id, instant, personBrief, rowVersion, shortText } from './values.js';

export const deviceStates = ['in_use', 'in_repair', 'spare', 'lost', 'stolen', 'retired'] as const;
export const deviceState = z.enum(deviceStates);
export type DeviceState = (typeof deviceStates)[number];

export const deviceBrief = z.object({ id, tag: z.string(), model: z.string(), state: deviceState });
export type DeviceBrief = z.output<typeof deviceBrief>;

/** The sticker's text; leading zeros belong to it. */
const tag = z.string().trim().min(1).max(64);
const serial = z.string().trim().min(1).max(64);

export const deviceRow = z.object({
  id,
  tag: z.string(),
  serial: z.string().nullable(),
  model: z.string(),
  manufacturer: z.string().nullable(),
  state: deviceState,
  holder: personBrief.nullable(),
  location: z.string().nullable(),
  loaner: z.boolean(),
  version: z.number().int(),
});
export type DeviceRow = z.output<typeof deviceRow>;

export const deviceReports = ['lost', 'stolen', 'found'] as const;
export const deviceReportKind = z.enum(deviceReports);
export type DeviceReportKind = (typeof deviceReports)[number];

/** Where and when it was seen last, and who had it, as reported. */
export const deviceReport = z.object({
  kind: deviceReportKind,
  at: instant,
  by: personBrief.nullable(),
  lastSeenOn: day.nullable(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  holder: personBrief.nullable(),
});
export type DeviceReport = z.output<typeof deviceReport>;

const moment = { at: instant, by: personBrief.nullable() };
/** One thing that happened to a device, as its page tells it. */
export const deviceHistoryEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), ...moment, importId: id.nullable() }),
  z.object({ kind: z.literal('changed'), ...moment, importId: id.nullable(), fields: z.array(z.string()) }),
  z.object({ kind: z.literal('shelved'), ...moment }),
  /** Reported at a kiosk by whoever found it; then taken in at the desk; then with its owner again, or put away. */
  z.object({ kind: z.literal('found'), ...moment, deskName: z.string() }),
  z.object({ kind: z.literal('taken_in'), ...moment }),
  z.object({ kind: z.literal('given_back'), ...moment }),
  z.object({ kind: z.literal('reported'), ...moment, report: deviceReport }),
  z.object({
    kind: z.literal('checked_out'),
    ...moment,
    person: personBrief,
    loaner: z.boolean(),
    dueOn: day.nullable(),
    charger: z.boolean(),
    laptopCase: z.boolean(),
    condition: z.string(),
    note: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('returned'),
    ...moment,
    person: personBrief,
    loaner: z.boolean(),
    charger: z.boolean().nullable(),
    laptopCase: z.boolean().nullable(),
    condition: z.string().nullable(),
    note: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('repair_opened'),
    ...moment,
    problem: z.string(),
    warranty: z.boolean(),
    damage: z.boolean(),
    vendor: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('repair_closed'),
    ...moment,
    problem: z.string(),
    outcome: z.string().nullable(),
    scrapped: z.boolean(),
    costCents: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal('ticket'),
    ...moment,
    ticketId: id,
    code: z.string(),
    issue: z.object({ en: z.string(), es: z.string() }),
    state: z.string(),
    person: z.string(),
  }),
]);
export type DeviceHistoryEntry = z.output<typeof deviceHistoryEntry>;

export const device = deviceRow.extend({
  providerId: z.string().nullable(),
  note: z.string().nullable(),
  shelf: z.number().int().nullable(),
  warrantyUntil: day.nullable(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
  /** Somebody has it now, as their own or as a loaner. */
  checkedOut: z.boolean(),
  inRepair: z.boolean(),
  /** The last report, while the device is lost or stolen. */
  report: deviceReport.nullable(),
  /** Found by somebody, while its owner does not have it again; `takenInAt` once it is at the desk. */
  found: z.object({ at: instant, deskName: z.string(), takenInAt: instant.nullable() }).nullish(),
});
export type Device = z.output<typeof device>;

/** Newest first, at most `historyLimit` entries of each kind. */
export const devicePage = z.object({ device, history: z.array(deviceHistoryEntry) });
export const historyLimit = 200;

/** `search` finds the beginning or the end of a tag or serial number, a word of the model, or the holder by name. */
const deviceFilter = {
  search: z.string().trim().max(80).default(''),
  state: deviceState.optional(),
  model: z.string().max(120).optional(),
  /** `yes`: the loaner pool only. */
  loaners: z.enum(['yes']).optional(),
};
export type DeviceFilter = z.output<z.ZodObject<typeof deviceFilter>>;

/** What can be changed by hand. `null` empties a field, a field left out stays. */
const deviceFields = {
  serial: serial.nullable(),
  model: shortText,
  manufacturer: shortText.nullable(),
  location: shortText.nullable(),
  note: freeText.nullable(),
  warrantyUntil: day.nullable(),
  loaner: z.boolean(),
};

const staff = { who: ['coach', 'administrator'], whose: 'school' } as const;

const registryOperations = defineOperations({
  listDevices: {
    method: 'GET',
    path: '/api/devices',
    summary: 'Devices by tag, page by page, searched and filtered',
    input: z.object({
      ...deviceFilter,
      offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(1_000).default(50),
    }),
    output: z.object({ rows: z.array(deviceRow), total: z.number().int() }),
    ...staff,
  },
  deviceChoices: {
    method: 'GET',
    path: '/api/devices/choices',
    summary: 'What devices can be filtered by: states with their numbers, and models',
    input: z.object({}),
    output: z.object({
      total: z.number().int(),
      loaners: z.number().int(),
      states: z.array(z.object({ state: deviceState, count: z.number().int() })),
      models: z.array(z.string()),
    }),
    who: ['coach', 'administrator', 'leader'],
    whose: 'school',
  },
  devicesCsv: {
    method: 'GET',
    path: '/api/devices.csv',
    summary: 'The same devices as CSV, all of them',
    input: z.object(deviceFilter),
    output: z.string(),
    answer: 'csv',
    ...staff,
    rate: { limit: 10, perSeconds: 60 },
  },
  device: {
    method: 'GET',
    path: '/api/devices/:deviceId',
    summary: 'One device with its whole history: changes, check-outs, repairs, tickets, reports',
    input: z.object({ deviceId: id }),
    output: devicePage,
    ...staff,
  },
  addDevice: {
    method: 'POST',
    path: '/api/devices',
    summary: 'Add one device by hand',
    input: z.object({
      id,
      tag,
      ...deviceFields,
      serial: deviceFields.serial.default(null),
      manufacturer: deviceFields.manufacturer.default(null),
      location: deviceFields.location.default(null),
      note: deviceFields.note.default(null),
      warrantyUntil: deviceFields.warrantyUntil.default(null),
      loaner: deviceFields.loaner.default(false),
    }),
    output: device,
    ...staff,
  },
  changeDevice: {
    method: 'PATCH',
    path: '/api/devices/:deviceId',
    summary: 'Change what is written about a device, take it out of service or put it back',
    input: z.object({
      deviceId: id,
      requestId: id,
      /** The version that was on the screen; a later one is not overwritten. */
      version: rowVersion,
      tag: tag.optional(),
      serial: deviceFields.serial.optional(),
      model: deviceFields.model.optional(),
      manufacturer: deviceFields.manufacturer.optional(),
      location: deviceFields.location.optional(),
      note: deviceFields.note.optional(),
      warrantyUntil: deviceFields.warrantyUntil.optional(),
      loaner: deviceFields.loaner.optional(),
      state: z.enum(['spare', 'retired']).optional(),
    }),
    output: device,
    ...staff,
  },
  reportDevice: {
    method: 'POST',
    path: '/api/devices/:deviceId/reports',
    summary: 'Report a device lost, stolen or found, with where it was seen last',
    input: z.object({
      deviceId: id,
      requestId: id,
      report: deviceReportKind,
      lastSeenOn: day.optional(),
      place: shortText.optional(),
      note: freeText.optional(),
    }),
    output: device,
    ...staff,
  },
});

export const deviceImportStates = [
  'uploaded',
  'reading',
  'ready',
  'applying',
  'applied',
  'refused',
  'failed',
  'undoing',
  'undone',
] as const;
export const deviceImportState = z.enum(deviceImportStates);
export type DeviceImportState = (typeof deviceImportStates)[number];

export const devicePresets = ['snipeit', 'google', 'intune', 'own'] as const;
export const devicePreset = z.enum(devicePresets);
export type DevicePreset = (typeof devicePresets)[number];

/** What a column of a device file can be. A holder is found by e-mail or user name, whichever column gives it. */
export const deviceColumns = [
  'tag',
  'serial',
  'model',
  'manufacturer',
  'providerId',
  'location',
  'note',
  'warrantyUntil',
  'lastSeenAt',
  'status',
  'holderEmail',
  'holderUsername',
] as const;
export const deviceColumn = z.enum(deviceColumns);
export type DeviceColumn = (typeof deviceColumns)[number];

/** Column → the file's header for it. */
export const deviceMapping = z.partialRecord(deviceColumn, z.string().trim().min(1).max(200));
export type DeviceMapping = z.output<typeof deviceMapping>;

/** A mapping travels in the query of an upload, as JSON. */
const mappingAsText = z
  .string()
  .max(6_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'Write the mapping as JSON: {"tag":"Asset Tag"}' });
      return z.NEVER;
    }
  })
  .pipe(deviceMapping);

/** A file's row that could not be used (error), or only in part (warning). Line 1 is the header. */
export const deviceRowProblem = z.object({
  severity: z.enum(['error', 'warning']),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
});
export type DeviceRowProblem = z.output<typeof deviceRowProblem>;

export const deviceImport = z.object({
  id,
  state: deviceImportState,
  fileName: z.string(),
  preset: devicePreset,
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** Devices of the file. One that is missing from it stays as it is: an inventory says nothing of what it leaves out. */
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Devices that become checked out, because their row says who has them. */
  handedOut: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  /** Rows written so far while applying; rows taken back so far while undoing. */
  done: z.number().int(),
  /** Passed over while applying, because the device changed after the file was read. */
  passedOver: z.number().int(),
  /** Kept while undoing, because something has happened to the device since. */
  kept: z.number().int(),
  /** It was applied, and what it was is still known. */
  canUndo: z.boolean(),
  notes: z.array(z.string()),
  /** Why the whole file was refused. */
  refusal: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type DeviceImport = z.output<typeof deviceImport>;

export const deviceDiffRow = z.object({
  line: z.number().int(),
  tag: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  holder: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  outcome: z.enum(['waiting', 'applied', 'passed_over', 'undone', 'kept']),
});
export type DeviceDiffRow = z.output<typeof deviceDiffRow>;

const administrator = { who: ['administrator'], whose: 'school' } as const;
const page = (most: number, usual: number) => ({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
});

const importOperations = defineOperations({
  previewDeviceFile: {
    method: 'POST',
    path: '/api/devices/imports/preview',
    summary: 'The headers and first rows of a CSV file whose beginning (at most 256 KB) is sent, with the mapping they suggest',
    input: z.object({ fileName: z.string().max(200) }),
    output: z.object({
      headers: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      preset: devicePreset,
      mapping: deviceMapping,
    }),
    body: 'file',
    ...administrator,
    rate: { limit: 30, perSeconds: 60 },
  },
  startDeviceImport: {
    method: 'POST',
    path: '/api/devices/imports',
    summary: 'Upload a CSV file of devices; it is read by the worker and answered as a diff',
    input: z.object({
      id,
      fileName: z.string().max(200),
      preset: devicePreset,
      /** JSON, column → header. Needed for `own`; for a preset it replaces the preset’s columns it names. */
      mapping: mappingAsText.optional(),
    }),
    output: deviceImport,
    body: 'file',
    ...administrator,
    rate: { limit: 10, perSeconds: 60 },
  },
  listDeviceImports: {
    method: 'GET',
    path: '/api/devices/imports',
    summary: 'The last imports of devices',
    input: z.object({}),
    output: z.object({ imports: z.array(deviceImport) }),
    ...administrator,
  },
  deviceImport: {
    method: 'GET',
    path: '/api/devices/imports/:importId',
    summary: 'State and counts of one import',
    input: z.object({ importId: id }),
    output: deviceImport,
    ...administrator,
  },
  listDeviceDiff: {
    method: 'GET',
    path: '/api/devices/imports/:importId/diff',
    summary: 'Devices added and changed, page by page',
    input: z.object({ importId: id, change: z.enum(['added', 'changed']), ...page(500, 100) }),
    output: z.object({ rows: z.array(deviceDiffRow), total: z.number().int() }),
    ...administrator,
  },
  listDeviceImportProblems: {
    method: 'GET',
    path: '/api/devices/imports/:importId/problems',
    summary: 'Every row that could not be used, or only in part: line, column, found, expected',
    input: z.object({ importId: id, ...page(1_000, 200) }),
    output: z.object({ rows: z.array(deviceRowProblem), total: z.number().int() }),
    ...administrator,
  },
  deviceImportProblemsCsv: {
    method: 'GET',
    path: '/api/devices/imports/:importId/problems.csv',
    summary: 'The same as CSV',
    input: z.object({ importId: id }),
    output: z.string(),
    answer: 'csv',
    ...administrator,
  },
  applyDeviceImport: {
    method: 'POST',
    path: '/api/devices/imports/:importId/apply',
    summary: 'Apply the diff that was shown',
    input: z.object({ importId: id }),
    output: deviceImport,
    ...administrator,
  },
  undoDeviceImport: {
    method: 'POST',
    path: '/api/devices/imports/:importId/undo',
    summary: 'Take an applied import back; a device to which something has happened since stays and is counted',
    input: z.object({ importId: id }),
    output: deviceImport,
    ...administrator,
  },
});

export const deviceOperations = { ...importOperations, ...registryOperations };
