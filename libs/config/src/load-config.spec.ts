import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Config, ConfigError, loadConfig } from './index.js';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-config-'));
  path = join(directory, 'config.yml');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

function load(yaml: string, env: Record<string, string | undefined> = {}): Config {
  writeFileSync(path, yaml);
  return loadConfig({ path, env });
}

function rejection(yaml: string, env?: Record<string, string>): unknown {
  try {
    return load(yaml, env);
  } catch (error) {
    return error;
  }
}

describe('a partial configuration file', () => {
  it.each(['{}', 'database:', 'database:\n  poolSize: 10'])('keeps every default: %j', (yaml) => {
    const defaults = new Config();
    defaults.database.embeddedDirectory = join(directory, 'var/postgres');
    expect(load(yaml)).toEqual(defaults);
  });

  it('changes only the settings in it', () => {
    const config = load('backoffice: { port: 8080, cors: { maxAge: 5 } }');
    expect(config.backoffice).toMatchObject({ port: 8080, host: '::', cors: { maxAge: 5 } });
    expect(config.backoffice.issuer).toBe('http://localhost:8080');
    expect(config.storefront).toEqual(new Config().storefront);
  });

  it('does not read environment variables that it does not name', () => {
    expect(load('{}', { BACKOFFICE_PORT: '1' }).backoffice.port).toBe(3000);
  });
});

describe('the directory of the configuration file', () => {
  it('is the base of relative paths', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    mkdirSync(join(directory, 'secrets'));
    writeFileSync(join(directory, 'secrets/key'), `${key}\n`);

    const { database, backoffice } = load(`
      database: { embeddedDirectory: db }
      backoffice: { oauth: { keyEncryptionKey: "\${file:secrets/key}" } }`);
    expect(database.embeddedDirectory).toBe(join(directory, 'db'));
    expect(backoffice.oauth.keyEncryptionKey).toBe(key);
  });

  it('does not affect an absolute path', () => {
    const { database } = load('database: { embeddedDirectory: /db }');
    expect(database.embeddedDirectory).toBe('/db');
  });
});

describe('the path of the configuration file', () => {
  it('is the option, before LATCHKEY_CONFIG', () => {
    const LATCHKEY_CONFIG = join(directory, 'other.yml');
    writeFileSync(LATCHKEY_CONFIG, 'api: { maxPageSize: 50 }');
    expect(loadConfig({ env: { LATCHKEY_CONFIG } }).api.maxPageSize).toBe(50);
    expect(load('api: { maxPageSize: 60 }', { LATCHKEY_CONFIG }).api.maxPageSize).toBe(60);
  });

  it.each([{}, { LATCHKEY_CONFIG: '' }])(
    'is config.yml in the current directory otherwise: %j',
    (env) => {
      vi.spyOn(process, 'cwd').mockReturnValue('/nowhere');
      expect(() => loadConfig({ env })).toThrow(
        'config.yml is invalid:\n  cannot read /nowhere/config.yml (no such file); ' +
          'set LATCHKEY_CONFIG=<path> to use another file',
      );
    },
  );
});

describe('an invalid configuration file', () => {
  it('is rejected with every problem in one message', () => {
    const error = rejection(`
      backoffice: { prot: 1, port: 70000 }
      storefront: { oauth: { accessTokenLifetime: 5 }, publicUrl: "\${URL}", managementPort: 9000 }
      log: loud`);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      name: 'ConfigError',
      exitCode: 78,
      message: `${path} is invalid:
  backoffice.prot: unknown key, did you mean "port"?
  storefront.publicUrl (URL): the environment variable URL is not set
  log: must hold settings: level, format, requests
  backoffice.port: must be an integer from 0 to 65535
  storefront.oauth.accessTokenLifetime: must be an integer from 60 to 86400 (seconds)
  storefront.managementPort: must differ from backoffice.managementPort`,
    });
  });

  it('leads to problems that name the path of the setting', () => {
    expect(rejection('{ api: { maxPageSize: x }, foo: 1 }')).toMatchObject({
      problems: [
        {
          path: 'foo',
          message:
            'unknown key; known keys: database, log, http, api, audit, clients, dpop, refreshTokens, keys, signIn, backoffice, storefront',
        },
        { path: 'api.maxPageSize', message: 'must be an integer from 1 to 1000' },
      ],
    });
  });

  it('is rejected without showing its secrets', () => {
    const error = rejection(
      `
      database: { url: "mysql://u:hunter2@h" }
      backoffice: { oauth: { keyEncryptionKey: hunter2 } }
      storefront: { oauth: { keyEncryptionKey: "\${KEY}" } }`,
      { KEY: 'hunter2' },
    );
    expect(error).toMatchObject({ problems: [{}, {}, {}] });
    expect(JSON.stringify([error, String(error)])).not.toContain('hunter2');
  });

  it.each(['text', '- a'])('is one that is not a mapping: %j', (yaml) => {
    expect(rejection(yaml)).toMatchObject({
      message: `${path} is invalid:
  must hold settings: database, log, http, api, audit, clients, dpop, refreshTokens, keys, signIn, backoffice, storefront`,
    });
  });
});
