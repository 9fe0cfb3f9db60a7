import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * The build of the console. Files refer to each other relatively, so that it works below any path;
 * the back office completes the addresses in index.html (apps/backoffice/src/console).
 */
export default defineConfig({
  root,
  base: './',
  publicDir: false,
  cacheDir: fileURLToPath(new URL('../../var/console-dependencies', import.meta.url)),
  plugins: [react()],
  resolve: { conditions: ['@latchkey/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/console', import.meta.url)),
    emptyOutDir: true,
    // The browsers that Baseline called widely available when the console began.
    target: 'baseline-widely-available',
    // A data: URL would need a directive of its own in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // test/console/budget.spec.ts limits the sum of the files of the first screen.
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json', // for the test of the budget; no server serves it
  },
});
