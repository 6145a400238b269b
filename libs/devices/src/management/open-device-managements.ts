import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Sealing } from '@firstbell/platform';
import type { DeviceManagement } from './device-management.js';
import { DeviceClients } from './device-clients.js';
import { DeviceManagementStore } from './device-management.store.js';

export const secretSubject = (schoolId: string): string => `${schoolId}/device_management`;

/** The providers of the schools, each opened once a process and kept until its settings change: it holds the access token. */
@Injectable()
export class OpenDeviceManagements {
  private readonly open = new Map<string, { readonly key: string; readonly management: Promise<DeviceManagement> }>();

  constructor(
    private readonly database: Database,
    private readonly store: DeviceManagementStore,
    private readonly sealing: Sealing,
    private readonly clients: DeviceClients,
  ) {}

  /** Null when the school has set none up. @throws FirstbellError `sealing.wrong_key` */
  async of(schoolId: string): Promise<DeviceManagement | null> {
    const row = await this.database.read(schoolId, (tx) => this.store.find(tx));
    if (row === undefined) return null;
    const key = createHash('sha256').update(JSON.stringify(row.config)).update(row.secret_sealed).digest('base64');
    const before = this.open.get(schoolId);
    if (before?.key === key) return before.management;
    const management = this.clients.open(row.config, this.sealing.open(row.secret_sealed, secretSubject(schoolId)));
    this.open.set(schoolId, { key, management });
    // What could not be opened is tried anew the next time, unless other settings have taken its place.
    management.catch(() => {
      if (this.open.get(schoolId)?.management === management) this.open.delete(schoolId);
    });
    return management;
  }
}
