import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below this many bytes a compressed copy saves no network packet. */
const worthCompressing = 700;
const textual = /\.(js|css|svg|json|webmanifest|wasm)$/;

/**
 * Writes a `.br` and a `.gz` beside every textual file of the build, so that the server sends the smallest form
 * without compressing anything itself. HTML is left out: the server writes a nonce into it for each answer.
 */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'firstbell:precompress',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir.startsWith('/') ? config.build.outDir : join(config.root, config.build.outDir);
    },
    closeBundle: {
      // After the service worker has been written, which happens in another plugin's closeBundle.
      order: 'post',
      sequential: true,
      async handler() {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        for (const entry of entries) {
          if (!entry.isFile() || !textual.test(entry.name)) continue;
          const path = join(entry.parentPath, entry.name);
          const plain = await readFile(path);
          if (plain.length < worthCompressing) continue;
          const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } };
          await writeFile(`${path}.br`, await brotli(plain, options));
          await writeFile(`${path}.gz`, await zip(plain, { level: 9 }));
        }
      },
    },
  };
}
