import type { Device } from '@firstbell/contracts/devices';

/** What is typed about a device: a field left empty says nothing. */
export interface DeviceValues {
  readonly tag: string;
  readonly serial: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly location: string;
  readonly note: string;
  readonly warrantyUntil: string;
  readonly loaner: boolean;
}

export const noValues: DeviceValues = {
  tag: '',
  serial: '',
  model: '',
  manufacturer: '',
  location: '',
  note: '',
  warrantyUntil: '',
  loaner: false,
};

export const valueNames = ['tag', 'serial', 'model', 'manufacturer', 'location', 'note', 'warrantyUntil', 'loaner'] as const;

export const valuesOf = (device: Device): DeviceValues => ({
  tag: device.tag,
  serial: device.serial ?? '',
  model: device.model,
  manufacturer: device.manufacturer ?? '',
  location: device.location ?? '',
  note: device.note ?? '',
  warrantyUntil: device.warrantyUntil ?? '',
  loaner: device.loaner,
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** As the API takes them. */
export const sentValues = (values: DeviceValues) => ({
  tag: values.tag.trim(),
  serial: orNull(values.serial),
  model: values.model.trim(),
  manufacturer: orNull(values.manufacturer),
  location: orNull(values.location),
  note: orNull(values.note),
  warrantyUntil: orNull(values.warrantyUntil),
  loaner: values.loaner,
});
