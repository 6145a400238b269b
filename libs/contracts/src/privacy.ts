import * as z from 'zod';
import { defineOperations } from './operation.js';
import { id } from './values.js';

const personData = z.object({
  personId: id,
  /** Rows about the person by table, as they are stored; hashes and sealed secrets are left out. */
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type PersonData = z.output<typeof personData>;

const erasedPerson = z.object({
  personId: id,
  /** The account the school's own directory still has, for the school to delete there; said this once. */
  leftInDirectory: z.string().nullable(),
});
export type ErasedPerson = z.output<typeof erasedPerson>;

export const privacyOperations = defineOperations({
  exportPerson: {
    method: 'POST',
    path: '/api/people/:personId/export',
    summary: 'Everything held about one person; that it was asked for is written down',
    input: z.object({ personId: id }),
    output: personData,
    who: ['administrator'],
    whose: 'school',
    rate: { limit: 30, perSeconds: 60 },
  },
  erasePerson: {
    method: 'POST',
    path: '/api/people/:personId/erase',
    summary: 'Forget a person who is no longer in the roster and has neither device nor open ticket; cannot be undone',
    input: z.object({ personId: id }),
    output: erasedPerson,
    who: ['administrator'],
    whose: 'school',
    rate: { limit: 30, perSeconds: 60 },
  },
});
