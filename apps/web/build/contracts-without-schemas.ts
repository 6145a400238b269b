import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const contracts = /\/libs\/contracts\/src\/[^/]+\.ts$/;
const zodImport = /import \* as z from 'zod';/;
const standIn = fileURLToPath(new URL('../src/api/inert-schema.ts', import.meta.url));

/**
 * The browser needs method and path of an operation and its types; the server checks what is in it. Leaving the
 * schemas (and zod, 54 KB compressed) behind is a quarter of what a kiosk loads first.
 */
export function contractsWithoutSchemas(): Plugin {
  return {
    name: 'firstbell:contracts-without-schemas',
    enforce: 'pre',
    transform(code, id) {
      if (!contracts.test(id) || !zodImport.test(code)) return null;
      return { code: code.replace(zodImport, `import { inertSchema as z } from ${JSON.stringify(standIn)};`), map: null };
    },
  };
}
