import type { DeviceManagement } from './device-management.js';

/** Which provider manages the devices of a school. */
export abstract class DeviceManagements {
  /** Null when the school has set none up. */
  abstract of(schoolId: string): Promise<DeviceManagement | null>;
}
