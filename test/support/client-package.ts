import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** The folder where `.ci/package` has installed the npm package, beside a copy of examples/. */
const installation = process.env.PACKAGE_FOLDER;

/** The folder of programs that use the client; by default this repository, which has its build. */
export const CALLERS_FOLDER = resolve(installation ?? '.');

/** The name by which these programs import the client. The repository has the sources of it. */
export const CLIENT_MODULE = installation ? '@latchkey/server/client' : '#client';

/** Imports the client as a program in `CALLERS_FOLDER` does. */
export async function importClient(): Promise<typeof import('#client')> {
  if (!installation) return import('#client');
  const { resolve: pathOf } = createRequire(join(CALLERS_FOLDER, 'program.js'));
  return import(pathOf(CLIENT_MODULE)) as Promise<typeof import('#client')>;
}
