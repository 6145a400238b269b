import * as z from 'zod';
import { defineOperations, nothing } from './operation.js';
import { period } from './people.js';
import { day, id, shortText } from './values.js';

const version = z.number().int().min(0);
const time = z.iso.time({ precision: -1 });
/** Of this century: the database has no year 0. */
const schoolDay = day.refine((one) => one >= '2000-01-01', 'choose a day of this century');

/** A kind of day the school tells apart: A, B, late start. */
export const dayType = z.object({ id, name: shortText });
export type DayType = z.output<typeof dayType>;

/** Days without school, both ends included. */
export const dayOff = z.object({ id, name: shortText, from: schoolDay, to: schoolDay });
export type DayOff = z.output<typeof dayOff>;

/**
 * Which kind of day a school day is; null is none in particular, when only what rings every day rings. `weekdays` begins with
 * Monday. `rotation` gives its kinds in turn to one school day after the other, the first to the day `from`.
 */
export const dayPattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same'), dayTypeId: id.nullable() }),
  z.object({ kind: z.literal('weekdays'), dayTypeIds: z.array(id.nullable()).length(5) }),
  z.object({ kind: z.literal('rotation'), from: schoolDay, dayTypeIds: z.array(id).min(1).max(10) }),
]);
export type DayPattern = z.output<typeof dayPattern>;

/** When a period rings on one day only. */
export const bellOfDay = z.object({ periodId: id, startsAt: time, endsAt: time });
export type BellOfDay = z.output<typeof bellOfDay>;

/** A day to come as it will ring. */
export const comingDay = z.object({
  day,
  /** `special` was set for this day alone. */
  kind: z.enum(['usual', 'special', 'weekend', 'off']),
  /** What a day off is called, or the kind of day; null when it is none in particular. */
  name: z.string().nullable(),
  dayTypeId: id.nullable(),
  periods: z.array(period),
});
export type ComingDay = z.output<typeof comingDay>;

const schedule = {
  version,
  dayTypes: z.array(dayType).max(10),
  periods: z.array(period).max(60),
  pattern: dayPattern,
  daysOff: z.array(dayOff).max(60),
};

/** The school's bells, which are edited as a whole against the version that was read. */
export const bellSchedule = z.object({ ...schedule, /** Today and after, by what is saved. */ coming: z.array(comingDay) });
export type BellSchedule = z.output<typeof bellSchedule>;

const editors = ['administrator', 'coach'] as const;

export const scheduleOperations = defineOperations({
  bellSchedule: {
    method: 'GET',
    path: '/api/bell-schedule',
    summary: 'The bell schedule of the open school, as it is edited, and how the coming days ring by it',
    input: nothing,
    output: bellSchedule,
    who: editors,
    whose: 'school',
  },
  saveBellSchedule: {
    method: 'PUT',
    path: '/api/bell-schedule',
    summary:
      'Put the bell schedule in place of the one that was read; open claims and screens follow at once. New ids are made by the client',
    input: z.object({
      ...schedule,
      dayTypes: schedule.dayTypes.default([]),
      pattern: schedule.pattern.default({ kind: 'same', dayTypeId: null }),
      daysOff: schedule.daysOff.default([]),
    }),
    output: bellSchedule,
    who: editors,
    whose: 'school',
  },
  setSpecialDay: {
    method: 'PUT',
    path: '/api/bell-schedule/days/:day',
    summary: 'Let one day ring otherwise, today too: as another kind of day, or at times of its own',
    input: z.object({
      day: schoolDay,
      /** Another kind of day; left out with `bells`. */
      dayTypeId: id.nullable().default(null),
      /** The only bells of that day; none for a day without periods. Left out: those of the kind of day. */
      bells: z.array(bellOfDay).max(60).optional(),
    }),
    output: bellSchedule,
    who: editors,
    whose: 'school',
  },
  clearSpecialDay: {
    method: 'DELETE',
    path: '/api/bell-schedule/days/:day',
    summary: 'Let that day ring as usual again',
    input: z.object({ day: schoolDay }),
    output: bellSchedule,
    who: editors,
    whose: 'school',
  },
});
