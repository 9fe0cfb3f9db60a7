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

function refusal(yaml: string, env?: Record<string, string>): unknown {
  try {
    return load(yaml, env);
  } catch (error) {
    return error;
  }
}

describe('a partial file', () => {
  it.each(['{}', 'database:', 'database:\n  poolSize: 10'])('%j leaves every default', (yaml) => {
    const defaults = new Config();
    defaults.database.embeddedDirectory = join(directory, 'var/postgres');
    expect(load(yaml)).toEqual(defaults);
  });

  it('changes what it says', () => {
    const config = load('backoffice: { port: 8080, cors: { maxAge: 5 } }');
    expect(config.backoffice).toMatchObject({ port: 8080, host: '::', cors: { maxAge: 5 } });
    expect(config.backoffice.issuer).toBe('http://localhost:8080');
    expect(config.storefront).toEqual(new Config().storefront);
  });

  it('reads no environment variable by itself', () => {
    expect(load('{}', { BACKOFFICE_PORT: '1' }).backoffice.port).toBe(3000);
  });
});

describe('the directory of the file', () => {
  it('is where relative paths start', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    mkdirSync(join(directory, 'secrets'));
    writeFileSync(join(directory, 'secrets/key'), `${key}\n`);

    const { database, backoffice } = load(`
      database: { embeddedDirectory: db }
      backoffice: { oauth: { keyEncryptionKey: "\${file:secrets/key}" } }`);
    expect(database.embeddedDirectory).toBe(join(directory, 'db'));
    expect(backoffice.oauth.keyEncryptionKey).toBe(key);
  });

  it('does not matter to an absolute one', () => {
    const { database } = load('database: { embeddedDirectory: /db }');
    expect(database.embeddedDirectory).toBe('/db');
  });
});

describe('the file', () => {
  it('is what the option says, before LATCHKEY_CONFIG', () => {
    const LATCHKEY_CONFIG = join(directory, 'other.yml');
    writeFileSync(LATCHKEY_CONFIG, 'api: { maxPageSize: 50 }');
    expect(loadConfig({ env: { LATCHKEY_CONFIG } }).api.maxPageSize).toBe(50);
    expect(load('api: { maxPageSize: 60 }', { LATCHKEY_CONFIG }).api.maxPageSize).toBe(60);
  });

  it.each([{}, { LATCHKEY_CONFIG: '' }])('is in the current directory otherwise: %j', (env) => {
    vi.spyOn(process, 'cwd').mockReturnValue('/nowhere');
    expect(() => loadConfig({ env })).toThrow(
      'config.yml is invalid:\n  cannot read /nowhere/config.yml (no such file); ' +
        'LATCHKEY_CONFIG=<path> names another',
    );
  });
});

describe('a wrong file', () => {
  it('is refused with every fault in one message', () => {
    const error = refusal(`
      backoffice: { prot: 1, port: 70000 }
      storefront: { oauth: { accessTokenLifetime: 5 }, publicUrl: "\${URL}", managementPort: 9000 }
      log: loud`);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      name: 'ConfigError',
      exitCode: 78,
      message: `${path} is invalid:
  backoffice.prot: unknown key, did you mean "port"?
  storefront.publicUrl: the environment variable URL is not set
  log: must hold settings: level, requests
  backoffice.port: must not be greater than 65535
  storefront.oauth.accessTokenLifetime: must not be less than 60
  storefront.managementPort: must differ from backoffice.managementPort`,
    });
  });

  it('names each fault by its path', () => {
    expect(refusal('{ api: { maxPageSize: x }, foo: 1 }')).toMatchObject({
      faults: [
        {
          path: 'foo',
          message:
            'unknown key, known are database, log, http, api, audit, clients, dpop, keys, backoffice, storefront',
        },
        { path: 'api.maxPageSize', message: 'must be an integer from 1 to 1000' },
      ],
    });
  });

  it('is refused without its secrets', () => {
    const error = refusal(
      `
      database: { url: "mysql://u:hunter2@h" }
      backoffice: { oauth: { keyEncryptionKey: hunter2 } }
      storefront: { oauth: { keyEncryptionKey: "\${KEY}" } }`,
      { KEY: 'hunter2' },
    );
    expect(error).toMatchObject({ faults: [{}, {}, {}] });
    expect(JSON.stringify([error, String(error)])).not.toContain('hunter2');
  });

  it.each(['text', '- a'])('is one without settings: %j', (yaml) => {
    expect(refusal(yaml)).toMatchObject({
      message: `${path} is invalid:
  must hold settings: database, log, http, api, audit, clients, dpop, keys, backoffice, storefront`,
    });
  });
});
