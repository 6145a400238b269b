/**
 * The drawings an issue can carry on the kiosk. Each has a drawing in apps/web/src/hallpass/pictures;
 * a key without one does not compile there. A key already stored in a catalogue is never renamed.
 */
export const pictureKeys = [
  'key-question',
  'padlock',
  'shield',
  'wifi-off',
  'globe-blocked',
  'power-off',
  'plug',
  'battery-low',
  'charger-lost',
  'screen-cracked',
  'screen-turned',
  'projector',
  'keyboard',
  'touchpad',
  'pen',
  'speaker-off',
  'headphones',
  'camera-microphone',
  'camera',
  'microphone',
  'printer',
  'app-missing',
  'hourglass',
  'update',
  'folder-search',
  'laptop-lost',
  'spill',
  'hinge',
  'wrench',
  'speech-question',
  'not-sure',
  'adult',
] as const;
export type PictureKey = (typeof pictureKeys)[number];
