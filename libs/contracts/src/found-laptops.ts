import * as z from 'zod';
import { deviceBrief } from './devices.js';
import { defineOperations, done, type Role } from './operation.js';
import { id, instant, personBrief } from './values.js';

/** A laptop somebody found, from the report at a kiosk until its owner has it again. */
export const foundLaptop = z.object({
  id,
  device: deviceBrief,
  /** Who has it in the books; null when nobody does. */
  owner: personBrief.nullable(),
  foundAt: instant,
  /** Whose kiosk it was reported at. */
  deskName: z.string(),
  /** Since when the desk has it; null until somebody there has said so. */
  takenInAt: instant.nullable(),
});
export type FoundLaptop = z.output<typeof foundLaptop>;

const staff: readonly Role[] = ['assistant', 'coach', 'administrator'];

export const foundLaptopOperations = defineOperations({
  reportFoundLaptop: {
    method: 'POST',
    path: '/api/found-laptops',
    summary: 'Somebody found this laptop. Answers nothing about whose it is',
    input: z.object({
      /** Made by the kiosk; a repeat gets the first answer. */
      id,
      /** Tag or serial number. */
      scan: z.string().trim().min(1).max(64),
      /** Seconds since it was scanned; not 0 only for reports sent late. */
      secondsAgo: z.number().int().min(0).max(86_400).default(0),
    }),
    output: done,
    who: ['kiosk'],
    whose: 'desk',
    rate: { limit: 30, perSeconds: 60 },
  },
  takeInFoundLaptop: {
    method: 'POST',
    path: '/api/found-laptops/:foundId/take-in',
    summary: 'The found laptop is at the desk. One that was reported lost or stolen is so no longer',
    input: z.object({ foundId: id, requestId: id }),
    output: done,
    who: staff,
    whose: 'school',
  },
  endFoundLaptop: {
    method: 'POST',
    path: '/api/found-laptops/:foundId/end',
    summary: 'The owner has the found laptop again, or it was put away',
    input: z.object({ foundId: id, requestId: id }),
    output: done,
    who: ['kiosk', ...staff],
    whose: 'school',
  },
});
