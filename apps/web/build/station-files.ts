import type { Plugin, Rolldown } from 'vite';

/** Source files a station (kiosk, board, feedback page) never opens; everything only they need stays out of its cache. */
const peopleOnly = /\/src\/(routes\/_staff[./]|routes\/set-up\.|locales\/\w+\/(staff|desk|coach|settings|setUp|me|console)\.json)/;

/**
 * Finds out which built files a kiosk or board can ever ask for, by walking the imports of the bundle from the
 * entry and stopping at what only signed-in people open. The service worker keeps exactly these.
 */
export function stationFiles(): { plugin: Plugin; isStationFile: (file: string) => boolean } {
  const kept = new Set<string>(['index.html']);
  const plugin: Plugin = {
    name: 'firstbell:station-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const walk = (file: string): void => {
        const chunk = bundle[file];
        if (kept.has(file) || chunk?.type !== 'chunk' || belongsToPeopleOnly(chunk)) return;
        kept.add(file);
        chunk.viteMetadata?.importedCss.forEach((css) => kept.add(css));
        chunk.viteMetadata?.importedAssets.forEach((asset) => kept.add(asset));
        [...chunk.imports, ...chunk.dynamicImports].forEach(walk);
      };
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk' && output.isEntry) walk(output.fileName);
        if (output.type === 'asset' && /latin-\d00-normal.*\.woff2$/.test(output.fileName) && !output.fileName.includes('latin-ext'))
          kept.add(output.fileName);
      }
    },
  };
  return { plugin, isStationFile: (file) => kept.has(file) };
}

function belongsToPeopleOnly(chunk: Rolldown.OutputChunk): boolean {
  return chunk.facadeModuleId !== null && peopleOnly.test(chunk.facadeModuleId);
}
