/** Fields of a device a change or a diff can name, as the pages call them. */
export const deviceFields = [
  'tag',
  'serial',
  'model',
  'manufacturer',
  'location',
  'note',
  'warrantyUntil',
  'providerId',
  'loaner',
  'state',
  'holder',
] as const;
export type DeviceField = (typeof deviceFields)[number];

export const isDeviceField = (field: string): field is DeviceField => deviceFields.some((one) => one === field);
