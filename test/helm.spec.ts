import { readFileSync, realpathSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  formatted,
  README,
  readmeWithTable,
  readSchema,
  SCHEMA,
  type Schema,
  settingsSchema,
  valueRows,
} from './support/chart-values.js';
import { CHART, readValues, VALUE_SETS } from './support/helm.js';
import type { Values } from './support/manifests.js';

const defaults = readValues(`${CHART}/values.yaml`);
const accepts = new Ajv2020({ strict: false }).compile(readSchema());

/** Merges values as helm does: `null` removes a default. */
function merge(base: unknown, over: unknown): unknown {
  const isObject = (value: unknown): value is Values =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(base) || !isObject(over)) return over;
  const merged = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete merged[name];
    else merged[name] = name in base ? merge(base[name], value) : value;
  }
  return merged;
}

/** Returns values with one more, at a path such as `backoffice.replicas`. */
function withValue(path: string, value: unknown): unknown {
  const over = path.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);
  return merge(defaults, over);
}

describe('values.schema.json', () => {
  it.each(Object.entries(VALUE_SETS))('accepts the values of the set %s', (_, path) => {
    accepts(path === null ? defaults : merge(defaults, readValues(path)));
    expect(accepts.errors).toBeNull();
  });

  it('refuses a member that is unknown, in each object whose names are not free', () => {
    const open: string[] = [];
    const visit = (schema: Schema, path: string): void => {
      if (schema.type === 'object' && schema.additionalProperties !== false) open.push(path);
      for (const [name, member] of Object.entries(schema.properties ?? {})) {
        visit(member, `${path}.${name}`);
      }
      for (const [name, member] of Object.entries(schema.$defs ?? {})) visit(member, `#${name}`);
    };
    visit(readSchema(), '');
    expect(open).toEqual(['.global', '#texts', '#quantities', '#kubernetes']);
  });

  it('has the settings of config.yml that the chart does not set itself', async () => {
    const schema = readSchema();
    const whole = { ...schema, $defs: { ...schema.$defs, settings: settingsSchema() } };
    const text = await formatted(JSON.stringify(whole), SCHEMA);
    await expect(text).toMatchFileSnapshot(`../${SCHEMA}`);
    const { storefront, database } = whole.$defs.settings.properties!;
    expect(Object.keys(storefront!.properties!)).not.toContain('publicUrl');
    expect(Object.keys(database!.properties!)).toContain('poolSize');
  });

  it.each([
    ['backoffice.replicas', '2'],
    ['backoffice.replica', 2],
    ['backoffice.publicUrl', 'https://backoffice.example/'],
    ['backoffice.keyEncryptionKey.name', ''],
    ['storefront.ingress.tls', true],
    ['database.sslMode', 'require'],
    ['database.port', 0],
    ['database.owner.user', 'a b'],
    ['image.digest', 'sha256:1'],
    ['migration.mode', true],
    ['pod.runAsUser', 0],
    ['pod.securityContext', { privileged: true }],
    ['publicPaths', ['console']],
    ['settings.http.trustedProxies', '10.0.0.0/8'],
    ['settings.backoffice.publicUrl', 'https://other.example'],
    ['settings.audit.retentions', 1],
    ['settings.database.migrateOnStart', true],
  ])('refuses %s: %j', (path, value) => {
    expect(accepts(withValue(path, value))).toBe(false);
  });
});

describe('values.yaml', () => {
  it('has the same values for both sides, apart from names and URLs', () => {
    const own = (text: string) =>
      text.replaceAll('storefront', 'backoffice').replace('3001', '3000');
    expect(JSON.parse(own(JSON.stringify(defaults.storefront)))).toEqual(defaults.backoffice);
  });

  it('is what the table of the README shows', async () => {
    const text = await formatted(readmeWithTable(readFileSync(README, 'utf8')), README);
    await expect(text).toMatchFileSnapshot(`../${README}`);
    expect(valueRows().filter(({ description }) => description === '')).toEqual([]);
    const paths = valueRows().map(({ path }) => path);
    expect(paths).toContain('backoffice.autoscaling.cpuUtilization');
    expect(paths).toContain('database.owner.password');
  });
});

describe('the chart', () => {
  const chart = parse(readFileSync(`${CHART}/Chart.yaml`, 'utf8')) as Record<string, string>;

  it('has the version of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([chart.version, chart.appVersion]).toEqual([version, version]);
  });

  it('has the alerts of deploy/prometheus, and no copy of them', () => {
    expect(realpathSync(`${CHART}/files/alerts.rules`)).toBe(
      realpathSync('deploy/prometheus/alerts.yml'),
    );
  });
});

describe('the example for CloudNativePG', () => {
  const example = parse(readFileSync('deploy/helm/examples/cloudnative-pg.yaml', 'utf8')) as {
    metadata: { name: string };
    spec: {
      bootstrap: { initdb: Record<string, unknown> & { postInitSQL: string[] } };
      postgresql: { parameters: Record<string, string> };
    };
  };
  const { initdb } = example.spec.bootstrap;

  it('makes the database and the owner that the values name', () => {
    const { name } = example.metadata;
    const values = merge(defaults, readValues(VALUE_SETS['cloudnative-pg']!)) as {
      database: Record<string, unknown> & { owner: { user: string } };
    };
    expect(values.database).toMatchObject({
      // The operator names its Services and Secrets in this way.
      host: `${name}-rw`,
      name: initdb.database,
      ca: { name: `${name}-ca`, key: 'ca.crt' },
      owner: { user: initdb.owner, password: { name: `${name}-app`, key: 'password' } },
    });
  });

  it('gives the owner the rights that docker/make-owner.sql gives, and no more', () => {
    const sql = readFileSync('docker/make-owner.sql', 'utf8');
    expect(sql).toContain('CREATE ROLE latchkey LOGIN CREATEROLE ');
    const [grant] = /^GRANT .*(?=;)/m.exec(sql)!;
    expect(initdb.postInitSQL).toEqual(['ALTER ROLE latchkey CREATEROLE', grant]);
  });

  it('has an encoding and a locale that Latchkey supports', () => {
    expect(initdb).toMatchObject({ encoding: 'UTF8', localeCType: 'C.UTF-8' });
  });
});

it('CI installs helm, so that no test of the chart is skipped there', () => {
  expect(readFileSync('.ci/run', 'utf8')).toMatch(
    /^step \.ci\/packages (?:.*\\\n)*.*\bunzip\b(?:.*\\\n)*.*\nstep \.ci\/helm$/m,
  );
});
