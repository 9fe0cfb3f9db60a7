import { type JsonWebKey, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, freePort } from './bench.js';
import { LATCHKEY } from './contestants.js';
import { fetchToken, readClaims, requireValidToken } from './first-answer.js';
import type { Algorithm } from './load-plan.js';
import { REPOSITORY } from './repository.js';
import type { ServerProcess } from './server-process.js';

/**
 * One key for all processes, so that a second process can decrypt the signing keys of the first.
 */
const KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64');

interface Build {
  database: string;
  algorithm?: Algorithm;
  /** The name of this build in the tables. */
  name?: string;
  /** Folder of the checkout that has the build. */
  repository?: string;
}

/**
 * Starts the build of the back office as shipped, with its own login at the database of that name.
 */
export async function startLatchkey(
  bench: Bench,
  { database, algorithm = 'ES256', name = LATCHKEY.name, repository = REPOSITORY }: Build,
): Promise<ServerProcess> {
  const port = await freePort();
  const { owner, backoffice } = bench.database.latchkeyUrls(database);
  const environment = {
    LATCHKEY_CONFIG: await configuration(bench.directory, { algorithm, repository }),
    DATABASE_URL: owner,
    BACKOFFICE_DATABASE_URL: backoffice,
    BACKOFFICE_HOST: '127.0.0.1',
    BACKOFFICE_PORT: String(port),
    BACKOFFICE_MANAGEMENT_PORT: '0',
    BACKOFFICE_KEY_ENCRYPTION_KEY: KEY_ENCRYPTION_KEY,
  };
  const args = [join(repository, 'dist/apps/backoffice/src/main.js')];
  const server = await bench.start({ name, args, environment, port }, async (url) =>
    fetchToken(url, LATCHKEY, { algorithm }),
  );
  const keys = await fetch(`${server.url}/.well-known/jwks.json`);
  requireValidToken(
    await fetchToken(server.url, LATCHKEY, { algorithm }),
    (await keys.json()) as { keys: JsonWebKey[] },
  );
  return server;
}

/** Builds the variables that make another API trust the same token. */
export function trustVariables({ url }: ServerProcess, token: string): Record<string, string> {
  const { iss, aud } = readClaims(token);
  return {
    TRUSTED_ISSUER: String(iss),
    TRUSTED_AUDIENCE: String(aud),
    TRUSTED_JWKS_URI: `${url}/.well-known/jwks.json`,
  };
}

/**
 * Writes the shipped configuration with changes that no variable can make: the algorithm, and high
 * limits of a client. An older build may not have these limits. Requests are still counted.
 */
async function configuration(
  directory: string,
  { algorithm, repository }: { algorithm: Algorithm; repository: string },
): Promise<string> {
  const shipped = await readFile(join(repository, 'config.yml'), 'utf8');
  const setting = 'signingAlgorithm: ES256';
  if (!shipped.includes(setting)) throw new Error(`config.yml has no ${setting}`);
  const text = shipped
    .replaceAll(setting, `signingAlgorithm: ${algorithm}`)
    .replace('requestsInFlight: 100 ', 'requestsInFlight: 100000 ')
    .replace('requestsPerSecond: 500 ', 'requestsPerSecond: 1000000 ')
    .replace('tokensPerMinute: 6000 ', 'tokensPerMinute: 10000000 ');
  const path = join(await mkdtemp(join(directory, 'config-')), `${algorithm}.yml`);
  await writeFile(path, text);
  return path;
}
