import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes the second half of docs/realtime.md anew from the contracts. Run after `npm run build`. */
const { realtimeReference, referenceBegins } = await import('../dist/apps/realtime/src/realtime-reference.js');
const path = fileURLToPath(new URL('../docs/realtime.md', import.meta.url));
const [prose = ''] = readFileSync(path, 'utf8').split(referenceBegins);
writeFileSync(path, prose + realtimeReference());
