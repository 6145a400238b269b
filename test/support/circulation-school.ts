import { FirstbellError } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { CirculationModule } from '../../libs/devices/src/circulation.module.js';
import { openDeskSchool, type DeskSchool } from './desk-school.js';

export interface DeviceGiven {
  readonly state?: string;
  readonly holderId?: string;
  readonly loaner?: boolean;
  readonly model?: string;
}

/** A school with devices that change hands. */
export interface CirculationSchool extends DeskSchool {
  /** A new device each time, tagged FB-00101 and on; its serial number is its tag behind an S. */
  device(given?: DeviceGiven): Promise<{ id: string; tag: string }>;
  stateOf(deviceId: string): Promise<{ state: string; holder_id: string | null; shelf: number | null } | undefined>;
  /** Types of the events about these subjects, in order. */
  eventsOf(...ids: string[]): Promise<string[]>;
}

export async function openCirculationSchool(): Promise<CirculationSchool> {
  const school = await openDeskSchool(CirculationModule);
  let number = 100;
  return {
    ...school,
    device: async ({ state = 'spare', holderId, loaner = false, model = 'Dell 3110' } = {}) => {
      const [id, tag] = [uuid(), `FB-${String((number += 1)).padStart(5, '0')}`];
      await school.sql(
        `INSERT INTO device (school_id, id, tag, serial, model, state, holder_id, loaner) VALUES ($1, $2, $3, 'S' || $3, $4, $5, $6, $7)`,
        id,
        tag,
        model,
        state,
        holderId ?? null,
        loaner,
      );
      return { id, tag };
    },
    stateOf: async (id) =>
      (
        await school.sql<{ state: string; holder_id: string | null; shelf: number | null }>(
          'SELECT state, holder_id, shelf FROM device WHERE school_id = $1 AND id = $2',
          id,
        )
      )[0],
    eventsOf: async (...ids) =>
      (await school.sql<{ type: string }>('SELECT type FROM event WHERE school_id = $1 AND subject_id = ANY($2) ORDER BY id', ids)).map(
        ({ type }) => type,
      ),
  };
}

/** What the work is refused with; fails when it is not. */
export async function refusal(work: Promise<unknown>): Promise<FirstbellError> {
  const answer = await work.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (answer instanceof FirstbellError) return answer;
  throw answer;
}
