/** Every reason for which a file of devices is refused whole. The codes are stable: screens and scripts may rely on them. */
export type DeviceFileRefusalCode =
  | 'devices.not_utf8'
  | 'devices.wrong_delimiter'
  | 'devices.header_duplicated'
  | 'devices.header_misspelt'
  | 'devices.header_missing'
  | 'devices.no_rows'
  | 'devices.too_many_rows';

export interface DeviceFileRefusalDetails {
  readonly found: string;
  readonly expected: string;
  /** What the administrator can do about it, as a whole sentence. */
  readonly remedy: string;
}

/** The file cannot be used at all; nothing of it may be kept. */
export class DeviceFileRefusal extends Error {
  constructor(
    readonly code: DeviceFileRefusalCode,
    { found, expected, remedy }: DeviceFileRefusalDetails,
  ) {
    super(`Found ${found}; expected ${expected}. ${remedy}`);
    this.name = 'DeviceFileRefusal';
  }
}
