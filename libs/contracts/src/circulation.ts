import * as z from 'zod';
import { deviceBrief } from './devices.js';
import { foundLaptop } from './found-laptops.js';
import { defineOperations, done, type Role } from './operation.js';
import { day, freeText, id, instant, personBrief, shortText } from './values.js';

export { deviceBrief, type DeviceBrief } from './devices.js';

export const checkOutKinds = ['assigned', 'loaner'] as const;
export const checkOutKind = z.enum(checkOutKinds);
export type CheckOutKind = (typeof checkOutKinds)[number];

export const outConditions = ['new', 'good', 'worn', 'damaged'] as const;
export const outCondition = z.enum(outConditions);
export const inConditions = ['good', 'worn', 'damaged'] as const;
export const inCondition = z.enum(inConditions);

/** What a badge, an asset tag or a serial number says; leading zeros count. */
const scan = z.string().trim().min(1).max(64);
const conditionNote = z.string().trim().min(1).max(500);
/** Seconds between the moment it happened and the moment it is sent: a station without network sends later. */
const secondsAgo = z.number().int().min(0).max(86_400).default(0);

export const checkOutView = z.object({
  id,
  version: z.number().int(),
  person: personBrief,
  device: deviceBrief,
  kind: checkOutKind,
  planId: id.nullable(),
  outAt: instant,
  dueOn: day.nullable(),
  /** Null where nobody recorded it: the device was with the person before Firstbell was. */
  charger: z.boolean().nullable(),
  laptopCase: z.boolean().nullable(),
  condition: outCondition.nullable(),
  inAt: instant.nullable(),
  inCondition: inCondition.nullable(),
  /** Not back, and the day it is due on has passed in the school's own time zone. */
  overdue: z.boolean(),
});
export type CheckOutView = z.output<typeof checkOutView>;

/** What a scan at the check-out page means: a person, a device, or (rarely) neither. */
export const scanned = z.object({
  person: personBrief
    .extend({
      left: z.boolean(),
      /** Agreements on file. */
      agreements: z.array(checkOutKind),
      holds: z.array(deviceBrief.extend({ kind: checkOutKind, dueOn: day.nullable() })),
    })
    .nullable(),
  device: deviceBrief
    .extend({
      loaner: z.boolean(),
      shelf: z.number().int().nullable(),
      holder: personBrief.nullable(),
      repairId: id.nullable(),
    })
    .nullable(),
});
export type Scanned = z.output<typeof scanned>;

export const loanerRow = z.object({
  device: deviceBrief,
  out: checkOutView.nullable(),
});
export type LoanerRow = z.output<typeof loanerRow>;

export const repairStates = ['open', 'sent', 'waiting_part', 'done', 'scrapped'] as const;
export const repairState = z.enum(repairStates);
export type RepairState = (typeof repairStates)[number];

export const repairRow = z.object({
  id,
  version: z.number().int(),
  device: deviceBrief.extend({ shelf: z.number().int().nullable(), warrantyUntil: day.nullable() }),
  holder: personBrief.nullable(),
  problem: z.string(),
  ticketCode: z.string().nullable(),
  issueId: id.nullable(),
  state: repairState,
  warranty: z.boolean(),
  damage: z.boolean(),
  vendor: z.string().nullable(),
  /** US cents; null for assistants, and while nobody has entered it. */
  costCents: z.number().int().nullable(),
  /** The loaner that was given for it, while it is not back. */
  loaner: z.object({ checkOutId: id, tag: z.string(), dueOn: day.nullable() }).nullable(),
  openedAt: instant,
  openedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
});
export type RepairRow = z.output<typeof repairRow>;

export const shelfRow = z.object({
  shelf: z.number().int(),
  device: deviceBrief,
  holder: personBrief.nullable(),
  /** Its repair is over, so it waits to be fetched. */
  ready: z.boolean(),
});
export type ShelfRow = z.output<typeof shelfRow>;

export const photoRow = z.object({
  id,
  takenAt: instant,
  by: z.string().nullable(),
  checkOutId: id.nullable(),
  repairId: id.nullable(),
});
export type PhotoRow = z.output<typeof photoRow>;

export const reservationView = z.object({
  id,
  version: z.number().int(),
  cartId: id,
  cartName: z.string(),
  day,
  period: z.object({ id, name: z.string(), startsAt: z.string(), endsAt: z.string() }),
  className: z.string(),
  reservedBy: personBrief,
  /** When the desk was told that the bell is near. */
  promptedAt: instant.nullable(),
  returnedAt: instant.nullable(),
  cancelled: z.boolean(),
  missing: z.number().int(),
});
export type ReservationView = z.output<typeof reservationView>;

export const cartView = z.object({
  id,
  version: z.number().int(),
  name: z.string(),
  location: z.string().nullable(),
  slots: z.number().int(),
  devices: z.array(z.object({ slot: z.number().int(), device: deviceBrief })),
});
export type CartView = z.output<typeof cartView>;

export const seatRow = z.object({
  slot: z.number().int(),
  device: deviceBrief,
  person: personBrief.nullable(),
  missing: z.boolean(),
});
export type SeatRow = z.output<typeof seatRow>;

export const returnCheck = z.object({
  reservation: reservationView,
  seats: z.array(seatRow),
  /** Scanned, but of no slot of this cart. */
  unexpected: z.array(z.string()),
});
export type ReturnCheck = z.output<typeof returnCheck>;

export const failingDevice = z.object({
  device: deviceBrief,
  holder: personBrief.nullable(),
  tickets: z.number().int(),
  repairs: z.number().int(),
  lastAt: instant,
});
export type FailingDevice = z.output<typeof failingDevice>;

export const modelFault = z.object({
  model: z.string(),
  issueId: id,
  issueName: z.object({ en: z.string(), es: z.string() }),
  /** Different devices of the model with this issue in the last 14 days, and how many of the model there are. */
  devices: z.number().int(),
  ofModel: z.number().int(),
  /** How many times its usual share of the model's tickets it has now; null when it never occurred before. */
  times: z.number().nullable(),
  draft: z.object({ en: z.string(), es: z.string() }),
});
export type ModelFault = z.output<typeof modelFault>;

const staff: readonly Role[] = ['assistant', 'coach', 'administrator'];
const adults: readonly Role[] = ['coach', 'administrator'];
const offset = z.coerce.number().int().min(0).default(0);

const lent = z.object({
  checkOutId: id,
  deviceTag: scan,
  dueOn: day,
  charger: z.boolean(),
  laptopCase: z.boolean(),
  condition: outCondition,
  agreement: z.enum(['on_file', 'ticked']),
});

const repairFilter = {
  state: z.enum(['open', 'closed', 'all']).default('open'),
  kind: z.enum(['all', 'warranty', 'damage']).default('all'),
  search: z.string().trim().max(64).default(''),
};

const checkOutOperations = defineOperations({
  readScan: {
    method: 'POST',
    path: '/api/check-outs/scan',
    summary: 'Who or what a badge or tag belongs to, for checking out and in',
    input: z.object({ scan }),
    output: scanned,
    who: staff,
    whose: 'school',
  },
  checkOut: {
    method: 'POST',
    path: '/api/check-outs',
    summary: 'Give a device to a person',
    input: z.object({
      /** Made by the station; a repeat gets the first answer. */
      id,
      personId: id.optional(),
      /** The badge, in place of personId. */
      scan: scan.optional(),
      deviceId: id.optional(),
      /** Tag or serial number, in place of deviceId. */
      deviceTag: scan.optional(),
      kind: checkOutKind.default('assigned'),
      planId: id.optional(),
      dueOn: day.optional(),
      charger: z.boolean(),
      laptopCase: z.boolean(),
      /** `ticked` puts the agreement of this kind on file. */
      agreement: z.enum(['on_file', 'ticked']),
      condition: outCondition,
      conditionNote: conditionNote.optional(),
      secondsAgo,
    }),
    output: checkOutView,
    who: staff,
    whose: 'school',
  },
  checkIn: {
    method: 'POST',
    path: '/api/check-outs/check-in',
    summary: 'Take a device back',
    input: z.object({
      requestId: id,
      deviceId: id.optional(),
      deviceTag: scan.optional(),
      charger: z.boolean(),
      laptopCase: z.boolean(),
      condition: inCondition,
      conditionNote: conditionNote.optional(),
      secondsAgo,
    }),
    output: checkOutView.extend({
      /** What it was reported as until now; an adult should hear of it. */
      wasReported: z.enum(['lost', 'stolen']).nullable(),
    }),
    who: staff,
    whose: 'school',
  },
});

const loanerOperations = defineOperations({
  listLoaners: {
    method: 'GET',
    path: '/api/loaners',
    summary: 'The loaner pool, and every loan that is out',
    input: z.object({}),
    output: z.object({ today: day, loaners: z.array(loanerRow) }),
    who: staff,
    whose: 'school',
  },
  loanersCsv: {
    method: 'GET',
    path: '/api/loaners.csv',
    summary: 'The same as CSV',
    input: z.object({}),
    output: z.string(),
    answer: 'csv',
    who: staff,
    whose: 'school',
  },
  setLoaner: {
    method: 'POST',
    path: '/api/loaners/pool',
    summary: 'Put a device into the loaner pool, or take it out',
    input: z.object({ requestId: id, deviceTag: scan, loaner: z.boolean() }),
    output: loanerRow,
    who: adults,
    whose: 'school',
  },
});

const repairOperations = defineOperations({
  listRepairs: {
    method: 'GET',
    path: '/api/repairs',
    summary: 'Repairs, the newest first',
    input: z.object({ ...repairFilter, offset, limit: z.coerce.number().int().min(1).max(200).default(100) }),
    output: z.object({ repairs: z.array(repairRow), total: z.number().int() }),
    who: staff,
    whose: 'school',
  },
  repairsCsv: {
    method: 'GET',
    path: '/api/repairs.csv',
    summary: 'The same as CSV, with costs',
    input: z.object(repairFilter),
    output: z.string(),
    answer: 'csv',
    who: adults,
    whose: 'school',
  },
  openRepair: {
    method: 'POST',
    path: '/api/repairs',
    summary: 'Take a device in for repair and, in the same step, lend another one',
    input: z.object({
      id,
      deviceId: id.optional(),
      deviceTag: scan.optional(),
      problem: freeText,
      issueId: id.optional(),
      ticketId: id.optional(),
      warranty: z.boolean().default(false),
      damage: z.boolean().default(false),
      vendor: shortText.optional(),
      /** Dropped off: it gets the lowest free number of the shelf. */
      shelve: z.boolean().default(false),
      loaner: lent.optional(),
    }),
    output: repairRow,
    who: staff,
    whose: 'school',
  },
  changeRepair: {
    method: 'PATCH',
    path: '/api/repairs/:repairId',
    summary: 'Say where a repair stands',
    input: z.object({
      requestId: id,
      repairId: id,
      state: z.enum(['open', 'sent', 'waiting_part']).optional(),
      warranty: z.boolean().optional(),
      damage: z.boolean().optional(),
      vendor: shortText.nullable().optional(),
    }),
    output: repairRow,
    who: staff,
    whose: 'school',
  },
  setRepairCost: {
    method: 'PUT',
    path: '/api/repairs/:repairId/cost',
    summary: 'Enter what a repair has cost',
    input: z.object({ requestId: id, repairId: id, costCents: z.number().int().min(0).max(10_000_000).nullable() }),
    output: repairRow,
    who: adults,
    whose: 'school',
  },
  closeRepair: {
    method: 'POST',
    path: '/api/repairs/:repairId/close',
    summary: 'End a repair, and say what became of its loaner',
    input: z.object({
      requestId: id,
      repairId: id,
      state: z.enum(['done', 'scrapped']),
      outcome: freeText,
      /** Needed while the loaner is out: it is back too, or stays out until it is due. */
      loaner: z.enum(['returned', 'kept']).optional(),
      loanerCharger: z.boolean().default(true),
      loanerCase: z.boolean().default(true),
      loanerCondition: inCondition.default('good'),
    }),
    output: repairRow,
    who: staff,
    whose: 'school',
  },
  listShelf: {
    method: 'GET',
    path: '/api/shelf',
    summary: 'What lies on the shelf, by number',
    input: z.object({}),
    output: z.object({ shelf: z.array(shelfRow) }),
    who: staff,
    whose: 'school',
  },
  shelveDevice: {
    method: 'POST',
    path: '/api/shelf',
    summary: 'Lay a dropped-off device on the shelf under the lowest free number',
    input: z.object({ requestId: id, deviceTag: scan }),
    output: shelfRow,
    who: staff,
    whose: 'school',
  },
  fetchFromShelf: {
    method: 'POST',
    path: '/api/shelf/fetched',
    summary: 'A device leaves the shelf',
    input: z.object({ requestId: id, deviceId: id }),
    output: done,
    who: staff,
    whose: 'school',
  },
});

const photoOperations = defineOperations({
  addDevicePhoto: {
    method: 'POST',
    path: '/api/devices/:deviceId/photos',
    summary: 'Keep a photo (JPEG, PNG or WebP, at most 2 MB) of a device, of its check-out or of its repair',
    input: z.object({ deviceId: id, id, checkOutId: id.optional(), repairId: id.optional() }),
    output: photoRow,
    body: 'file',
    who: staff,
    whose: 'school',
    rate: { limit: 60, perSeconds: 60 },
  },
  listDevicePhotos: {
    method: 'GET',
    path: '/api/devices/:deviceId/photos',
    summary: 'Photos of a device, the newest first',
    input: z.object({ deviceId: id }),
    output: z.object({ photos: z.array(photoRow) }),
    who: staff,
    whose: 'school',
  },
  devicePhoto: {
    method: 'GET',
    path: '/api/device-photos/:photoId',
    summary: 'One photo',
    input: z.object({ photoId: id }),
    output: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    answer: 'image',
    who: staff,
    whose: 'school',
  },
});

/** How a list says whose agreement it is: by one of its columns. */
export const agreementKeys = ['badge', 'sourceId', 'email', 'username'] as const;
export const agreementKey = z.enum(agreementKeys);
export type AgreementKey = (typeof agreementKeys)[number];

/** `unknown`: nobody has it; `ambiguous`: more than one has; `left`: they left; `date`: unreadable, or still to come; `row`: unreadable. */
export const agreementProblems = ['unknown', 'ambiguous', 'left', 'date', 'row'] as const;
export type AgreementProblem = (typeof agreementProblems)[number];

export const agreementsRead = z.object({
  /** The column that says whose it is, as the file calls it, and what it was taken for. */
  column: z.string(),
  key: agreementKey,
  /** Put on file, or with `apply` left out: what would be. */
  added: z.number().int(),
  /** On file already; they keep their day. */
  already: z.number().int(),
  problemCount: z.number().int(),
  /** The first hundred. `line` of the file, its header being 1. */
  problems: z.array(z.object({ line: z.number().int(), found: z.string(), why: z.enum(agreementProblems) })),
});
export type AgreementsRead = z.output<typeof agreementsRead>;

const agreementOperations = defineOperations({
  importAgreements: {
    method: 'POST',
    path: '/api/agreements/import',
    summary: 'Read a CSV list of signed agreements (at most 2 MB) and, with apply, put them on file; the same list twice changes nothing',
    input: z.object({ kind: checkOutKind, apply: z.enum(['yes', 'no']).default('no') }),
    output: agreementsRead,
    body: 'file',
    who: ['administrator'],
    whose: 'school',
    rate: { limit: 30, perSeconds: 60 },
  },
});

const reminderOperations = defineOperations({
  deskReminders: {
    method: 'GET',
    path: '/api/circulation/reminders',
    summary:
      'What the desk should think of besides its line: loaners that should be back, carts that come back at the bell, laptops somebody found',
    input: z.object({}),
    output: z.object({
      overdueLoaners: z.number().int(),
      carts: z.array(
        z.object({ reservationId: id, cartName: z.string(), className: z.string(), /** `HH:MM` of the school. */ endsAt: z.string() }),
      ),
      found: z.array(foundLaptop).optional(),
    }),
    who: staff,
    whose: 'school',
  },
});

const cartOperations = defineOperations({
  listCarts: {
    method: 'GET',
    path: '/api/carts',
    summary: 'The carts, what is in them, and who has reserved them from the given day on',
    input: z.object({ from: day.optional() }),
    output: z.object({
      today: day,
      carts: z.array(cartView),
      reservations: z.array(reservationView),
      periods: z.array(z.object({ id, name: z.string(), startsAt: z.string(), endsAt: z.string() })),
    }),
    who: staff,
    whose: 'school',
  },
  createCart: {
    method: 'POST',
    path: '/api/carts',
    summary: 'Add a cart',
    input: z.object({ id, name: shortText, location: shortText.optional(), slots: z.number().int().min(1).max(60) }),
    output: cartView,
    who: adults,
    whose: 'school',
  },
  fillSlot: {
    method: 'PUT',
    path: '/api/carts/:cartId/slots/:slot',
    summary: 'Put a device into a slot, or with no tag empty it',
    input: z.object({ requestId: id, cartId: id, slot: z.coerce.number().int().min(1).max(60), deviceTag: scan.nullable() }),
    output: cartView,
    who: adults,
    whose: 'school',
  },
  reserveCart: {
    method: 'POST',
    path: '/api/carts/:cartId/reservations',
    summary: 'Reserve a cart for a class in one period',
    input: z.object({ id, cartId: id, day, periodId: id, className: shortText }),
    output: reservationView,
    who: adults,
    whose: 'school',
  },
  cancelReservation: {
    method: 'POST',
    path: '/api/cart-reservations/:reservationId/cancel',
    summary: 'Give a reservation up',
    input: z.object({ requestId: id, reservationId: id }),
    output: reservationView,
    who: adults,
    whose: 'school',
  },
  reservationSeats: {
    method: 'GET',
    path: '/api/cart-reservations/:reservationId',
    summary: 'Who has which device of the cart, and what is missing',
    input: z.object({ reservationId: id }),
    output: returnCheck,
    who: staff,
    whose: 'school',
  },
  seatStudent: {
    method: 'PUT',
    path: '/api/cart-reservations/:reservationId/seats/:slot',
    summary: 'Say who takes the device of a slot',
    input: z.object({ requestId: id, reservationId: id, slot: z.coerce.number().int().min(1).max(60), scan: scan.nullable() }),
    output: returnCheck,
    who: staff,
    whose: 'school',
  },
  checkCartReturn: {
    method: 'POST',
    path: '/api/cart-reservations/:reservationId/return',
    summary: 'Say what is back in the cart; the rest is missing',
    input: z.object({ requestId: id, reservationId: id, tags: z.array(scan).max(120) }),
    output: returnCheck,
    who: staff,
    whose: 'school',
  },
});

const signOperations = defineOperations({
  listDeviceSigns: {
    method: 'GET',
    path: '/api/device-signs',
    summary: 'Devices that keep failing, and faults seen on many devices of a model',
    input: z.object({}),
    output: z.object({ failing: z.array(failingDevice), faults: z.array(modelFault) }),
    who: adults,
    whose: 'school',
  },
});

export const circulationOperations = {
  ...checkOutOperations,
  ...loanerOperations,
  ...repairOperations,
  ...photoOperations,
  ...reminderOperations,
  ...agreementOperations,
  ...cartOperations,
  ...signOperations,
};
