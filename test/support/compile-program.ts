import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * Compiles a TypeScript program of this folder for plain Node.js, for tests that start processes
 * without a build of the product. Returns the path of the compiled program.
 */
export async function compileProgram(name: string): Promise<string> {
  // Below the project, so that the program finds node_modules; one folder for each test run.
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
