import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig, type Config } from '#config';

interface Service {
  image: string;
  build?: string;
  profiles?: string[];
  entrypoint?: string[];
  command: string[];
  user: string;
  init?: boolean;
  read_only: boolean;
  tmpfs: string[];
  cap_drop: string[];
  security_opt: string[];
  logging: { driver: string };
  mem_limit: string;
  cpu_quota: string | number;
  pids_limit: number;
  restart: string;
  stop_grace_period: string;
  ports?: string[];
  secrets: string[];
  environment: Record<string, string>;
  volumes?: string[];
  networks: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck: { test: string[]; disable?: boolean };
}

interface Compose {
  services: Record<
    'backoffice' | 'storefront' | 'migrate' | 'cli' | 'postgres' | 'backup',
    Service
  >;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;
const { backoffice, storefront, migrate, cli, postgres, backup } = compose.services;
const services = Object.entries(compose.services);
const applications = [
  ['backoffice', backoffice],
  ['storefront', storefront],
] as const;
const ours = [...applications, ['migrate', migrate], ['cli', cli]] as const;

const configYml = readFileSync('docker/config.yml', 'utf8');

let secrets: string;
beforeAll(() => {
  secrets = mkdtempSync(join(tmpdir(), 'latchkey-secrets-'));
  execFileSync('docker/make-secrets.sh', [secrets]);
});
afterAll(() => rmSync(secrets, { recursive: true }));

/** Returns docker/config.yml as a container of the service reads it, with its own secrets only. */
function configOf(service: Service, host: Record<string, string> = {}): Config {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-container-'));
  try {
    for (const name of service.secrets) {
      writeFileSync(join(directory, name), readFileSync(join(secrets, name)));
    }
    const inside = (text: string) => text.replaceAll('/run/secrets', directory);
    const path = join(directory, 'config.yml');
    writeFileSync(path, inside(configYml));
    writeFileSync(join(directory, 'no-key'), readFileSync('docker/no-key'));
    const env = Object.entries(service.environment).map(
      ([name, value]) => [name, inside(fill(value, host))] as const,
    );
    return loadConfig({ path, env: Object.fromEntries(env) });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Replaces `${NAME:-default}` as Docker Compose does in the environment of the host. */
function fill(text: string, host: Record<string, string> = {}): string {
  const filled = text.replaceAll(
    /\$\{(\w+):-([^${}]*)\}/g,
    (_, name, fallback) => host[name] || fallback,
  );
  return filled === text ? text : fill(filled, host); // a default may have a variable itself
}

const secret = (name: string) => readFileSync(join(secrets, name), 'utf8').trim();
const loginUrl = (user: string, password: string) =>
  `postgres://${user}:${password}@postgres:5432/latchkey`;
const variables = (text: string): string[] => text.match(/(?<=\$\{)[A-Z_]+/g) ?? [];

describe.each(applications)('the compose service %s', (side, service) => {
  const other = side === 'backoffice' ? 'storefront' : 'backoffice';

  it('runs the build', () => {
    expect(service.command).toEqual(['node', `dist/apps/${side}/src/main.js`]);
    expect(existsSync(`apps/${side}/src/main.ts`)).toBe(true);
  });

  it('publishes its ports to this machine, and others if the environment says so', () => {
    const { port, managementPort } = configOf(service)[side];
    const published = (host: Record<string, string> = {}) =>
      service.ports?.map((text) => fill(text, host));
    expect(published()).toEqual([
      `127.0.0.1:${port}:${port}`,
      `127.0.0.1:${managementPort}:${managementPort}`,
    ]);
    const name = side.toUpperCase();
    const host = {
      PUBLISH_ADDRESS: '0.0.0.0',
      [`${name}_PORT`]: '8080',
      [`${name}_MANAGEMENT_PORT`]: '8081',
    };
    // Health and metrics need no token, so other machines never reach them.
    expect(published(host)).toEqual([`0.0.0.0:8080:${port}`, `127.0.0.1:8081:${managementPort}`]);
    expect(configOf(service, host)[side].issuer).toBe('http://localhost:8080');
  });

  it('has a readiness check on the management port', () => {
    const { managementPort } = configOf(service)[side];
    const url = `http://127.0.0.1:${managementPort}/health/ready`;
    expect(service.healthcheck.test).toEqual(['CMD', 'node', 'docker/health.js', url]);
  });

  it('has only its own key-encryption key', () => {
    const config = configOf(service);
    expect(config[side].oauth.keyEncryptionKey).toBe(secret(`${side}_key_encryption_key`));
    expect(config[other].oauth.keyEncryptionKey).toBe('');
    const own = ['database_password', 'key_encryption_key', 'previous_key_encryption_key'];
    expect(service.secrets).toEqual([...own, 'notify_secret'].map((name) => `${side}_${name}`));
    expect(config[side].notify.secret).toBe(secret(`${side}_notify_secret`));
    expect(config[other].notify.secret).toBe('');
    expect(config[side].oauth.previousKeyEncryptionKey).toBe('');
  });

  it('has only the database password of its own login', () => {
    const config = configOf(service);
    expect(config[side].databaseUrl).toBe(loginUrl(side, secret(`${side}_database_password`)));
    expect(config[other].databaseUrl).toBe(loginUrl(other, ''));
    expect(config.database.url).toBe(loginUrl('latchkey', ''));
  });

  it('starts after the migrations', () => {
    expect(service.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      migrate: { condition: 'service_completed_successfully' },
    });
    expect(configOf(service).database.migrateOnStart).toBe(false);
  });

  it('restarts after a crash or a restart of the machine', () => {
    expect(service.restart).toBe('unless-stopped');
  });

  it('gets more time to stop than it needs', () => {
    const seconds = Number(/^(\d+)s$/.exec(service.stop_grace_period)?.[1]);
    expect(seconds).toBeGreaterThan(configOf(service).http.shutdownTimeout);
  });

  it('reads its settings from the environment of the host', () => {
    const config = configOf(service, {
      BACKOFFICE_URL: 'https://admin.example.com',
      STOREFRONT_URL: 'https://shop.example.com',
      STOREFRONT_CORS_ORIGINS: 'https://shop.example.com,https://m.example.com',
      TRUSTED_PROXIES: '172.16.0.0/12',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      log: { level: 'debug' },
      http: { trustedProxies: ['172.16.0.0/12'] },
      backoffice: { publicUrl: 'https://admin.example.com', managementHost: '0.0.0.0' },
      storefront: {
        publicUrl: 'https://shop.example.com',
        cors: { allowedOrigins: ['https://shop.example.com', 'https://m.example.com'] },
      },
    });
  });
});

describe('the compose service migrate', () => {
  it('runs the command line once', () => {
    const [program, ...words] = ['dist/apps/cli/src/main.js', 'database', 'migrate', '--roles'];
    expect(migrate.command).toEqual(['node', program, ...words]);
    expect(existsSync('apps/cli/src/main.ts')).toBe(true);
    expect(migrate).toMatchObject({ restart: 'no', healthcheck: { disable: true } });
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  it('has the passwords of all logins, and no key-encryption key', () => {
    const config = configOf(migrate);
    expect(migrate.secrets).toEqual([
      'database_password',
      'backoffice_database_password',
      'storefront_database_password',
    ]);
    expect(config.database.url).toContain(secret('database_password'));
    for (const [side] of applications) {
      expect(config[side].databaseUrl).toContain(secret(`${side}_database_password`));
    }
  });
});

describe('the compose service cli', () => {
  it('runs the command line only on request', () => {
    expect(cli.entrypoint).toEqual(['node', 'dist/apps/cli/src/main.js']);
    expect(cli).toMatchObject({ profiles: ['tools'], restart: 'no', command: ['--help'] });
  });

  it('has the login of the owner of the database, and no other secret', () => {
    const keys = ['key_encryption_key', 'previous_key_encryption_key'];
    expect(cli.secrets).toEqual([
      'database_password',
      ...['backoffice', 'storefront'].flatMap((side) => keys.map((name) => `${side}_${name}`)),
    ]);
    expect(configOf(cli).storefront.oauth.keyEncryptionKey).toBe(
      secret('storefront_key_encryption_key'),
    );
    expect(configOf(cli).database.url).toContain(secret('database_password'));
  });
});

describe('the compose service postgres', () => {
  it('is the database of the other services', () => {
    for (const service of [migrate, cli]) {
      const url = loginUrl('latchkey', secret('database_password'));
      expect(configOf(service).database.url).toBe(url);
    }
    expect(postgres.environment).toEqual({
      POSTGRES_PASSWORD_FILE: '/run/secrets/superuser_password',
    });
    expect(postgres.secrets).toEqual(['superuser_password', 'database_password']);
  });

  it('creates the owner of the tables, which is not a superuser', () => {
    expect(postgres.volumes).toContain(
      './docker/make-owner.sql:/docker-entrypoint-initdb.d/make-owner.sql:ro',
    );
    const sql = readFileSync('docker/make-owner.sql', 'utf8');
    expect(sql).toContain('`cat /run/secrets/database_password`');
    expect(sql).toContain('CREATE DATABASE latchkey OWNER latchkey;');
    expect(sql).not.toMatch(/\bSUPERUSER|BYPASSRLS/);
  });

  it('has a superuser password that no other service gets', () => {
    for (const [, { secrets: given }] of ours) expect(given).not.toContain('superuser_password');
    expect(secret('superuser_password')).not.toBe(secret('database_password'));
  });

  it('shares a network with each application, and applications share none with each other', () => {
    expect(Object.fromEntries(services.map(([name, { networks }]) => [name, networks]))).toEqual({
      backoffice: ['backoffice'],
      storefront: ['storefront'],
      migrate: ['owner'],
      cli: ['owner'],
      postgres: ['backoffice', 'storefront', 'owner'],
      backup: ['owner'],
    });
    expect(compose.networks).toEqual({
      backoffice: null,
      storefront: null,
      owner: { internal: true },
    });
  });

  it('keeps its data at the path of the image of version 18', () => {
    expect(postgres.image).toMatch(/^postgres:18@/);
    expect(postgres.volumes).toContain('postgres:/var/lib/postgresql');
  });

  it('is healthy only after the initialization of the image is complete', () => {
    expect(postgres.healthcheck.test).toEqual([
      'CMD',
      'pg_isready',
      '--host=127.0.0.1',
      '--username=latchkey',
      '--dbname=latchkey',
    ]);
  });

  it('publishes no port', () => {
    expect(postgres.ports).toBeUndefined();
  });
});

describe('the compose service backup', () => {
  it('dumps the database as its owner, only on request', () => {
    expect(backup).toMatchObject({
      image: postgres.image, // a pg_dump not older than the server
      profiles: ['backup'],
      restart: 'no',
      secrets: ['database_password'],
      volumes: ['backups:/var/lib/postgresql'],
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    const [script] = backup.command;
    expect(backup.entrypoint).toEqual(['sh', '-euc']);
    // Compose makes $ of $$.
    execFileSync('sh', ['-n', '-c', script!.replaceAll('$$', '$')]);
    expect(script).toContain('--host=postgres --username=latchkey --dbname=latchkey');
    expect(script).toMatch(/pg_restore --list "\$\$file\.new" >\/dev\/null\nmv /);
  });
});

describe('every compose service', () => {
  it.each(services)('has only necessary rights: %s', (_, service) => {
    expect(service).toMatchObject({
      user: expect.stringMatching(/^(1000:1000|postgres)$/),
      read_only: true,
      tmpfs: expect.arrayContaining(['/tmp']),
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it.each(services)('has an image with a digest, or is built here: %s', (_, { image, build }) => {
    expect(`${image} ${build}`).toMatch(/^(\w+:\d+@sha256:[0-9a-f]{64} undefined|latchkey \.)$/);
  });

  it.each(services)('has a log with a limited size: %s', (_, { logging }) => {
    expect(logging).toEqual({ driver: 'local' });
  });

  it.each(services)('has limits of memory, processor and processes: %s', (_, service) => {
    expect(fill(service.mem_limit)).toMatch(/^\d+[mg]$/);
    // At least one core: Docker counts in 100 ms.
    expect(Number(fill(String(service.cpu_quota)))).toBeGreaterThanOrEqual(100_000);
    expect(service.pids_limit).toBeGreaterThanOrEqual(50);
  });

  it.each(ours)('handles signals at any time: %s', (_, { init }) => {
    expect(init).toBe(true);
  });

  it('uses declared secrets and volumes, and all of them', () => {
    const used = (names: string[]) => [...new Set(names)].toSorted();
    expect(used(services.flatMap(([, service]) => service.secrets))).toEqual(
      Object.keys(compose.secrets).toSorted(),
    );
    const mounts = services.flatMap(([, service]) => service.volumes ?? []);
    const named = mounts.filter((mount) => !mount.startsWith('./'));
    expect(used(named.map((mount) => mount.split(':', 1)[0]!))).toEqual(
      Object.keys(compose.volumes).toSorted(),
    );
  });

  it.each(ours)('sets exactly the variables that docker/config.yml reads: %s', (_, service) => {
    const { LATCHKEY_CONFIG, ...environment } = service.environment;
    expect(LATCHKEY_CONFIG).toBe('docker/config.yml');
    const set = Object.keys(environment);
    const read = variables(configYml);
    expect(set.filter((name) => !read.includes(name))).toEqual([]);
    expect(read.filter((name) => !set.includes(name) && !name.endsWith('_FILE'))).toEqual([]);
  });
});

/** Variables that the containers set themselves: secrets are files, and addresses are their own. */
const OF_CONTAINERS =
  /_(?:HOST|PORT|DATABASE_URL|KEY_ENCRYPTION_KEY|NOTIFY_SECRET)$|^DATABASE_(?:URL|MIGRATE)$/;

it('docker-compose.yml passes on every variable of config.yml', () => {
  const shipped = variables(readFileSync('config.yml', 'utf8')).filter((name) => name !== 'NAME');
  const passed = variables(configYml);
  const missing = shipped.filter((name) => !passed.includes(name) && !OF_CONTAINERS.test(name));
  expect(missing).toEqual([]);
});

describe('docker/make-secrets.sh', () => {
  it('makes the secrets that docker-compose.yml declares', () => {
    expect(readdirSync(secrets).toSorted()).toEqual(Object.keys(compose.secrets).toSorted());
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(file).toBe(`./secrets/${name}`);
    }
  });

  it('makes files that any user of a container can read, in a folder closed to other users', () => {
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(secrets)).toBe('700');
    for (const name of readdirSync(secrets)) expect(mode(join(secrets, name))).toBe('444');
  });

  it('keeps existing files', () => {
    const before = readdirSync(secrets).map(secret);
    execFileSync('docker/make-secrets.sh', [secrets]);
    expect(readdirSync(secrets).map(secret)).toEqual(before);
  });

  it('writes to a folder that git ignores', () => {
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('/secrets/');
  });
});
