import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * Makes a TypeScript program of this folder runnable by plain Node.js, for
 * tests that need processes of their own, without a build of the product.
 */
export async function compileProgram(name: string): Promise<string> {
  // Below the project, where the program finds node_modules; one folder for each test run.
  const outDir = resolve('var/test/programs', `${name}-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source'] } },
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    build: { ssr: resolve('test/support', `${name}.ts`), outDir, target: 'node20' },
  });
  return resolve(outDir, `${name}.js`);
}
