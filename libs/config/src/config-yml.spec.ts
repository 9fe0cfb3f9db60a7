import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Config, loadConfig } from './index.js';

const path = fileURLToPath(new URL('../../../config.yml', import.meta.url));
const text = readFileSync(path, 'utf8');

/** Lists the path of every setting of a tree. */
function settings(tree: object, parent = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? settings(value, `${parent}${name}.`)
      : parent + name,
  );
}

describe('config.yml', () => {
  it('shows every setting there is, in the order of the classes', () => {
    expect(settings(parse(text) as object)).toEqual(settings(new Config()));
  });

  it('shows the default of each setting', () => {
    const defaults = new Config();
    defaults.database.embeddedDirectory = join(dirname(path), 'var/postgres');
    // The file writes out what the classes derive.
    for (const side of [defaults.backoffice, defaults.storefront]) side.publicUrl = side.issuer;
    expect(loadConfig({ path, env: {} })).toEqual(defaults);
  });

  it('leads to an error with the path and the rule when a variable is wrong', () => {
    const env = { BACKOFFICE_PORT: 'abc', DATABASE_URL: 'mysql://u:hunter2@h', LOG_LEVEL: 'loud' };
    expect(() => loadConfig({ path, env })).toThrow(
      `${path} is invalid:
  database.url (DATABASE_URL): must be embedded or a postgres:// URL, with special characters of its password percent-encoded (# as %23)
  log.level (LOG_LEVEL): must be one of the following values: trace, debug, info, warn, error, fatal, silent
  backoffice.port (BACKOFFICE_PORT): must be an integer from 0 to 65535
  backoffice.publicUrl (BACKOFFICE_URL, BACKOFFICE_PORT): must be an http(s) URL without trailing slash, query, fragment, user or escapes in its path`,
    );
  });

  it('derives the public URL and the audience from the port', () => {
    const { storefront } = loadConfig({ path, env: { STOREFRONT_PORT: '8080' } });
    expect(storefront).toMatchObject({
      port: 8080,
      issuer: 'http://localhost:8080',
      audience: 'http://localhost:8080/api',
    });
  });

  it('contains no secret', () => {
    const secret = /:\/\/\w+:(?!password@)[^@\s]+@|[A-Za-z0-9+/]{43}=/;
    expect('postgres://erp:hunter2@db.example/shop').toMatch(secret);
    expect(randomBytes(32).toString('base64')).toMatch(secret);
    expect(text).not.toMatch(secret);
  });
});
