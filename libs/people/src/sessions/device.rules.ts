import type { Browser, System } from '@firstbell/contracts/sessions';

/** By what somebody recognizes where they signed in. Of the user agent nothing else is kept. */
export interface Device {
  readonly browser: Browser;
  readonly system: System;
}

/** In this order: nearly every browser also says that it is Chrome and Safari. */
const browsers: readonly (readonly [RegExp, Browser])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'edge'],
  [/\b(?:OPR|Opera)\b/, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(?:Firefox|FxiOS)\//, 'firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
];

/** In this order: Android says that it is Linux, and a phone of Apple that it is like a Mac. */
const systems: readonly (readonly [RegExp, System])[] = [
  [/\bCrOS\b/, 'chromeos'],
  [/\bAndroid\b/, 'android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\bMacintosh\b/, 'macos'],
  [/\bLinux\b/, 'linux'],
];

const firstIn = <T extends string>(known: readonly (readonly [RegExp, T])[], userAgent: string): T | 'other' =>
  known.find(([says]) => says.test(userAgent))?.[1] ?? 'other';

export const deviceOf = (userAgent = ''): Device => ({ browser: firstIn(browsers, userAgent), system: firstIn(systems, userAgent) });
