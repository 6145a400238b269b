import * as z from 'zod';
import { defineOperations, nothing } from './operation.js';
import { period } from './people.js';

const version = z.number().int().min(0);

/** The periods of the school, which are edited as a whole against the version that was read. */
export const bellSchedule = z.object({ version, periods: z.array(period) });
export type BellSchedule = z.output<typeof bellSchedule>;

export const scheduleOperations = defineOperations({
  bellSchedule: {
    method: 'GET',
    path: '/api/bell-schedule',
    summary: 'The bell schedule of the open school, as it is edited',
    input: nothing,
    output: bellSchedule,
    who: ['administrator', 'coach'],
    whose: 'school',
  },
  saveBellSchedule: {
    method: 'PUT',
    path: '/api/bell-schedule',
    summary: 'Put the bell schedule in place of the one that was read; open claims and screens follow at once',
    input: z.object({ version, /** Ids of new ones are made by the client. */ periods: z.array(period).max(60) }),
    output: bellSchedule,
    who: ['administrator', 'coach'],
    whose: 'school',
  },
});
