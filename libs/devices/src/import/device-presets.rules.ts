import type { DeviceColumn, DeviceMapping, DevicePreset } from '@firstbell/contracts/devices';

export interface DeviceLayout {
  /** What the files of this system call each column; the first is the usual one. */
  readonly headers: Readonly<Partial<Record<DeviceColumn, readonly string[]>>>;
  /** The model of a new device whose row names none, for a system that has only one kind. */
  readonly modelOtherwise: string | null;
  /** What it calls a tag is no more than a name: it is used for a new device, and never renames one that is known. */
  readonly tagIsOnlyAName: boolean;
}

/**
 * Google: columns of the Directory API's ChromeOsDevice as GAM prints them. Intune: the devices report of the admin
 * centre and Graph's managedDevice. Snipe-IT: the asset export and the custom asset report.
 */
export const deviceLayouts: Readonly<Record<DevicePreset, DeviceLayout>> = {
  snipeit: {
    headers: {
      tag: ['Asset Tag'],
      serial: ['Serial', 'Serial Number'],
      model: ['Model', 'Model Name'],
      manufacturer: ['Manufacturer'],
      location: ['Location', 'Default Location'],
      note: ['Notes'],
      warrantyUntil: ['Warranty Expires'],
      status: ['Status'],
      holderEmail: ['Checked Out To: Email'],
      holderUsername: ['Checked Out To: Username', 'Username'],
    },
    modelOtherwise: null,
    tagIsOnlyAName: false,
  },
  google: {
    headers: {
      tag: ['annotatedAssetId'],
      serial: ['serialNumber'],
      model: ['model'],
      providerId: ['deviceId'],
      location: ['annotatedLocation'],
      note: ['notes'],
      lastSeenAt: ['lastSync'],
      status: ['status'],
      holderEmail: ['annotatedUser'],
    },
    modelOtherwise: 'Chromebook',
    tagIsOnlyAName: false,
  },
  intune: {
    headers: {
      tag: ['DeviceName'],
      serial: ['SerialNumber'],
      model: ['Model'],
      manufacturer: ['Manufacturer'],
      providerId: ['DeviceId'],
      lastSeenAt: ['LastContact', 'Last check-in'],
      holderEmail: ['UPN', 'PrimaryUserUPN', 'UserPrincipalName'],
    },
    modelOtherwise: 'Windows device',
    tagIsOnlyAName: true,
  },
  own: { headers: {}, modelOtherwise: null, tagIsOnlyAName: false },
};

/** Capitals, blanks and punctuation do not tell two headers apart: "Device name" is DeviceName. */
export const sameHeader = (a: string, b: string): boolean => lettersOf(a) === lettersOf(b);

const lettersOf = (header: string): string => header.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** The preset whose columns a file has most of, and where its columns are; `own` when none fits. */
export function suggestLayout(headers: readonly string[]): { preset: DevicePreset; mapping: DeviceMapping } {
  const candidates = (['snipeit', 'google', 'intune'] as const).map((preset) => ({ preset, mapping: mappingOf(preset, headers) }));
  const fitting = candidates.filter(({ preset, mapping }) => isSure(preset, mapping));
  const best = fitting.sort((a, b) => Object.keys(b.mapping).length - Object.keys(a.mapping).length)[0];
  return best ?? { preset: 'own', mapping: guessMapping(headers) };
}

/** A preset fits only by columns that no other system has. */
function isSure(preset: DevicePreset, mapping: DeviceMapping): boolean {
  if (preset === 'snipeit') return mapping.tag !== undefined && mapping.model !== undefined;
  if (preset === 'google') return mapping.serial !== undefined && (mapping.holderEmail !== undefined || mapping.tag !== undefined);
  return mapping.serial !== undefined && mapping.providerId !== undefined && mapping.tag !== undefined;
}

function mappingOf(preset: DevicePreset, headers: readonly string[]): DeviceMapping {
  const found: DeviceMapping = {};
  for (const [column, names] of columnsOf(preset)) {
    const header = headers.find((one) => names.some((name) => sameHeader(name, one)));
    if (header !== undefined) found[column] = header;
  }
  return found;
}

/** The columns a layout knows, with their names. */
export function columnsOf(preset: DevicePreset): [DeviceColumn, readonly string[]][] {
  const { headers } = deviceLayouts[preset];
  const entries: [DeviceColumn, readonly string[]][] = [];
  let column: DeviceColumn;
  for (column in headers) entries.push([column, headers[column] ?? []]);
  return entries;
}

/** What people call these columns in lists of their own. */
const usualNames: Readonly<Record<DeviceColumn, RegExp>> = {
  tag: /^(asset|tag|barcode|etiqueta|inventory)/i,
  serial: /serial|^s\/?n$|serie/i,
  model: /model/i,
  manufacturer: /manufacturer|maker|brand|vendor|marca/i,
  providerId: /^device ?id$/i,
  location: /location|room|building|ubicaci|sal[oó]n/i,
  note: /note|comment|remark|nota/i,
  warrantyUntil: /warranty|garant/i,
  lastSeenAt: /last (seen|contact|sync|check)/i,
  status: /status|estado/i,
  holderEmail: /e-?mail|correo|upn/i,
  holderUsername: /user|usuario|student|assigned|holder/i,
};

function guessMapping(headers: readonly string[]): DeviceMapping {
  const guessed: DeviceMapping = {};
  const taken = new Set<string>();
  let column: DeviceColumn;
  for (column in usualNames) {
    const header = headers.find((one) => !taken.has(one) && usualNames[column].test(one.trim()));
    if (header === undefined) continue;
    guessed[column] = header;
    taken.add(header);
  }
  return guessed;
}
