/** Everything a key can do on the desk, in the order of the help. */
export const deskCommands = [
  'next',
  'take',
  'resolve',
  'hold',
  'escalate',
  'handOver',
  'extend',
  'bench',
  'release',
  'note',
  'down',
  'up',
  'open',
  'showNew',
  'quickLog',
  'search',
  'help',
  'leave',
] as const;
export type DeskCommand = (typeof deskCommands)[number];

/** Single characters can be turned off (WCAG 2.1.4); named keys cannot be typed by accident and stay. */
const singleKeys: Readonly<Record<string, DeskCommand>> = {
  n: 'next',
  t: 'take',
  r: 'resolve',
  h: 'hold',
  e: 'escalate',
  o: 'handOver',
  x: 'extend',
  b: 'bench',
  l: 'release',
  m: 'note',
  j: 'down',
  k: 'up',
  u: 'showNew',
  q: 'quickLog',
  '/': 'search',
  '?': 'help',
};
const namedKeys: Readonly<Record<string, DeskCommand>> = { ArrowDown: 'down', ArrowUp: 'up', Enter: 'open', Escape: 'leave' };

/** What the help shows for a command. */
export const keysOf: Readonly<Record<DeskCommand, readonly string[]>> = {
  next: ['N'],
  take: ['T'],
  resolve: ['R'],
  hold: ['H'],
  escalate: ['E'],
  handOver: ['O'],
  extend: ['X'],
  bench: ['B'],
  release: ['L'],
  note: ['M'],
  down: ['J', '↓'],
  up: ['K', '↑'],
  open: ['Enter'],
  showNew: ['U'],
  quickLog: ['Q'],
  search: ['/'],
  help: ['?'],
  leave: ['Esc'],
};

export interface PressedKey {
  readonly key: string;
  /** Ctrl, Alt or Meta: the browser's and the system's keys are theirs. */
  readonly withModifier: boolean;
  /** Typing in a field, or an open dialog or menu: keys belong to it. */
  readonly busyElsewhere: boolean;
  /** On a button or link: Enter and the arrows belong to it, single keys do not. */
  readonly onControl: boolean;
}

/** The command of a key, or null when the key is not the desk's to take. */
export function commandOf(pressed: PressedKey, singleKeysOn: boolean): DeskCommand | null {
  if (pressed.withModifier || pressed.busyElsewhere) return null;
  const named = namedKeys[pressed.key];
  if (named !== undefined) return pressed.onControl && named !== 'leave' ? null : named;
  if (!singleKeysOn) return null;
  return singleKeys[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key] ?? null;
}
