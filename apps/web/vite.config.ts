import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contractsWithoutSchemas } from './build/contracts-without-schemas.js';
import { precompress } from './build/precompress.js';
import { stationFiles } from './build/station-files.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { plugin: findStationFiles, isStationFile } = stationFiles();

export default defineConfig({
  root: here('.'),
  resolve: {
    alias: [
      { find: /^@firstbell\/contracts\/(.+)$/, replacement: `${here('../../libs/contracts/src')}/$1.ts` },
      { find: /^@firstbell\/contracts$/, replacement: here('../../libs/contracts/src/index.ts') },
    ],
  },
  html: {
    // The server replaces this word in index.html for each answer; Mantine's style elements carry it.
    cspNonce: '__CSP_NONCE__',
  },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // No data: URIs, so that the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Every request costs a kilobyte of headers; without this a kiosk makes fifty of them for its first screen.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|uuid|idb|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core))\//,
            },
            {
              name: 'shell',
              test: /apps\/web\/src\/(api|i18n|realtime|paired-screen|service-worker|shell|hallpass(?!\/pictures))\/|libs\/contracts\/src\//,
            },
            { name: 'mantine', test: /node_modules\/(@mantine\/(core|hooks|form|notifications|store)|@floating-ui)\/(?!.*\.css)/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/socket.io': { target: 'http://127.0.0.1:3000', ws: true },
    },
  },
  plugins: [
    contractsWithoutSchemas(),
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: here('./src/routes'),
      generatedRouteTree: here('./src/routeTree.gen.ts'),
      quoteStyle: 'single',
      semicolons: true,
    }),
    react(),
    findStationFiles,
    VitePWA({
      registerType: 'prompt',
      injectRegister: null,
      manifest: {
        name: 'Firstbell',
        short_name: 'Firstbell',
        description: 'The help desk a school runs for and with its own students.',
        start_url: '/',
        display: 'standalone',
        background_color: '#FBF5E9',
        theme_color: '#14664A',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      includeManifestIcons: false,
      workbox: {
        globPatterns: ['**/*.{js,css,woff2,html}'],
        manifestTransforms: [(entries) => Promise.resolve({ manifest: entries.filter((entry) => isStationFile(entry.url)), warnings: [] })],
        // Pages for signed-in people, but for the hand-out station, always come from the server, each with its own nonce.
        navigateFallback: '/index.html',
        navigateFallbackAllowlist: [/^\/kiosk(\/|$)/, /^\/board(\/|$)/, /^\/hand-out(\/|$)/],
        navigateFallbackDenylist: [/^\/api/, /^\/socket\.io/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        sourcemap: false,
      },
    }),
    precompress(),
  ],
});
