import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  await globalThis.firstbellTestPostgres?.stop();
  rmSync(globalThis.firstbellTestFolder, { recursive: true, force: true });
}
