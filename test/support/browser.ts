import { existsSync } from 'node:fs';

const debianChromium = '/usr/bin/chromium';

/** No sandbox because CI runs as root; the rest keeps a fresh browser from speaking to anyone but us. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of the system, else the one that comes as a package. */
export async function browserExecutable(): Promise<string> {
  if (existsSync(debianChromium)) return debianChromium;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
