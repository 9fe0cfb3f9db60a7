import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Replacements in config.yml, for shorter scenarios and a smaller log. */
const SETTINGS = {
  'announceFor: 600': 'announceFor: 3',
  'interval: 5 ': 'interval: 1 ',
  'requests: true': 'requests: false',
  'requestsPerSecond: 500': 'requestsPerSecond: 1000000',
  'tokensPerMinute: 6000': 'tokensPerMinute: 10000000',
  'revocationsPerMinute: 600': 'revocationsPerMinute: 10000000',
};

/**
 * Writes the shipped config.yml with the settings of the tests, and returns the variables of a
 * deployment.
 */
export async function install(
  directory: string,
  ownerUrl: string,
): Promise<Record<string, string>> {
  let text = await readFile('config.yml', 'utf8');
  for (const [piece, replacement] of Object.entries(SETTINGS)) {
    if (!text.includes(piece)) throw new Error(`config.yml has no ${piece}`);
    text = text.replace(piece, replacement);
  }
  const path = join(directory, 'config.yml');
  await writeFile(path, text);
  const login = (username: string) =>
    Object.assign(new URL(ownerUrl), { username, password: randomBytes(16).toString('hex') }).href;
  return {
    PATH: process.env.PATH ?? '',
    LATCHKEY_CONFIG: path,
    LOG_LEVEL: 'warn',
    DATABASE_URL: ownerUrl,
    // A scenario plays a newer version with the same code, which does not know its migrations.
    DATABASE_ACCEPT_NEWER_SCHEMA: 'true',
    DATABASE_MIGRATE: 'false',
    BACKOFFICE_DATABASE_URL: login('backoffice'),
    STOREFRONT_DATABASE_URL: login('storefront'),
    BACKOFFICE_HOST: '127.0.0.1',
    TRUSTED_PROXIES: '127.0.0.1',
    BACKOFFICE_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    STOREFRONT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
}
