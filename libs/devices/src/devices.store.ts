import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';

export const deviceStates = ['in_use', 'in_repair', 'spare', 'lost', 'retired'] as const;
export type DeviceState = (typeof deviceStates)[number];

export interface NewDevice {
  readonly id: string;
  readonly tag: string;
  readonly serial: string | null;
  readonly model: string;
  readonly state: DeviceState;
  readonly holderId: string | null;
}

/** The registry of the school's laptops. */
@Injectable()
export class DevicesStore {
  /** Inserts many at once. */
  async insert(tx: Tx, devices: readonly NewDevice[]): Promise<void> {
    await tx.rows(
      `INSERT INTO device (school_id, id, tag, serial, model, state, holder_id)
       SELECT $1, x.id, x.tag, x.serial, x.model, x.state, x."holderId" FROM jsonb_to_recordset($2::jsonb)
         AS x(id uuid, tag text, serial text, model text, state text, "holderId" uuid)`,
      [tx.schoolId, JSON.stringify(devices)],
    );
  }
}
