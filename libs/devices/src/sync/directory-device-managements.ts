import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Sealing } from '@firstbell/platform';
import * as z from 'zod';
import type { DeviceManagement } from './device-management.js';
import { DeviceManagements } from './device-managements.js';
import { openGoogleDevices } from './open-google-devices.js';
import { openIntuneDevices } from './open-intune-devices.js';

/** The part of a directory's settings that is about devices: on or off, with the account the directory itself uses. */
const settings = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('google'),
    adminEmail: z.string(),
    deviceManagement: z.literal(true),
    /** Written into each device's location; empty: left alone. */
    deviceLocation: z.string().default(''),
  }),
  z.object({ kind: z.literal('microsoft'), tenantId: z.string(), clientId: z.string(), deviceManagement: z.literal(true) }),
]);
type Settings = z.output<typeof settings>;

/** The provider that keeps the school's accounts keeps its devices as well, when the school has said so. */
@Injectable()
export class DirectoryDeviceManagements extends DeviceManagements {
  /** One a school, kept until its settings change: it holds the access token. */
  private readonly open = new Map<string, { readonly key: string; readonly management: Promise<DeviceManagement> }>();

  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  async of(schoolId: string): Promise<DeviceManagement | null> {
    const row = await this.database.read(schoolId, (tx) =>
      tx.first<{ config: unknown; secret_sealed: Buffer | null }>(
        'SELECT config, secret_sealed FROM directory_provider WHERE school_id = $1',
        [schoolId],
      ),
    );
    const parsed = settings.safeParse(row?.config);
    if (row?.secret_sealed == null || !parsed.success) return null;
    const key = createHash('sha256').update(JSON.stringify(row.config)).update(row.secret_sealed).digest('base64');
    const before = this.open.get(schoolId);
    if (before?.key === key) return before.management;
    const management = openDevices(parsed.data, this.sealing.open(row.secret_sealed, `${schoolId}/directory_provider`));
    this.open.set(schoolId, { key, management });
    // What could not be opened is tried anew the next time.
    management.catch(() => this.open.delete(schoolId));
    return management;
  }
}

function openDevices(config: Settings, secret: string): Promise<DeviceManagement> {
  switch (config.kind) {
    case 'google':
      return openGoogleDevices(secret, config.adminEmail, config.deviceLocation === '' ? null : config.deviceLocation);
    case 'microsoft':
      return openIntuneDevices({ tenantId: config.tenantId, clientId: config.clientId, clientSecret: secret });
  }
}
