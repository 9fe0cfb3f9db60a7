import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '#config';
import { createLog } from '../libs/server/src/log.js';
import { createManagementServer } from '../libs/server/src/management-server.js';
import {
  hasHelm,
  NO_HELM,
  type Rendered,
  renderedSets,
  template,
  VALUE_SETS,
} from './support/helm.js';
import {
  type Manifest,
  manifestsOf,
  type Pod,
  podsOf,
  secretFilesOf,
} from './support/manifests.js';

/** The pods of the chart: their configuration, and how they start, run and stop. */

const SIDES = ['backoffice', 'storefront'] as const;
const SETS = Object.keys(VALUE_SETS);

beforeEach(({ skip }) => skip(!hasHelm, NO_HELM));

let rendered: Map<string, Rendered>;
beforeAll(async () => {
  if (hasHelm) rendered = await renderedSets();
});

const of = (set: string, kind: string): Manifest[] =>
  rendered.get(set)!.manifests.filter((each) => each.kind === kind);
const podOf = (set: string, component: string): Pod =>
  podsOf(rendered.get(set)!.manifests).find((pod) => pod.component === component)!;
const containerOf = (set: string, component: string) => podOf(set, component).spec.containers[0]!;

/** Content of the Secrets of a test, by the end of the name of the file. */
const CONTENTS: Readonly<Record<string, string>> = {
  'owner-database-password': 'of-the-owner',
  'owner-database-url': 'postgres://owner:of-the-owner@pg/latchkey',
  'backoffice-database-password': 'of-the-backoffice',
  'backoffice-database-url': 'postgres://backoffice:of-the-backoffice@pg/latchkey',
  'storefront-database-password': 'of-the-storefront',
  'backoffice-key-encryption-key': Buffer.alloc(32, 1).toString('base64'),
  'backoffice-previous-key-encryption-key': Buffer.alloc(32, 2).toString('base64'),
  'storefront-key-encryption-key': Buffer.alloc(32, 3).toString('base64'),
  'backoffice-notify-secret': `whsec_${Buffer.alloc(32, 4).toString('base64')}`,
  'storefront-notify-secret': `whsec_${Buffer.alloc(32, 5).toString('base64')}`,
  'database-ca.crt': 'a certificate',
};

/** Returns config.yml as the pod reads it: from its ConfigMap, with its files alone. */
function configOf(set: string, component: string): Config {
  const pod = podOf(set, component);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-pod-'));
  try {
    for (const name of secretFilesOf(pod)) writeFileSync(join(folder, name), CONTENTS[name]!);
    const { volumes, containers } = pod.spec;
    const mounts = Object.fromEntries(
      containers[0]!.volumeMounts.map(({ name, mountPath }) => [name, mountPath]),
    );
    const { configMap } = volumes.find(({ name }) => name === 'config')!;
    const map = of(set, 'ConfigMap').find(({ metadata }) => metadata.name === configMap!.name)!;
    const path = join(folder, 'config.yml');
    writeFileSync(path, map.data!['config.yml']!.replaceAll(mounts.secrets!, folder));
    // The rendered container names its own path; the test has the file elsewhere.
    const [{ name, value } = { name: '', value: '' }] = containers[0]!.env;
    expect({ name, value }).toEqual({
      name: 'LATCHKEY_CONFIG',
      value: `${mounts.config}/config.yml`,
    });
    return loadConfig({ env: { [name]: path } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('config.yml of a pod', () => {
  it.each(SETS)('is valid for each component, with the files that it mounts: %s', (set) => {
    for (const { component } of podsOf(rendered.get(set)!.manifests)) {
      expect(configOf(set, component).database.url).toMatch(/^postgres:/);
    }
  });

  it('has the secrets of one side alone, and not the owner', () => {
    const config = configOf('defaults', 'backoffice');
    expect(secretFilesOf(podOf('defaults', 'backoffice'))).toEqual([
      'backoffice-database-password',
      'backoffice-key-encryption-key',
    ]);
    const server = '@postgres:5432/latchkey?sslmode=verify-full';
    expect(config.database.url).toBe(`postgres://nobody${server}`);
    expect(config.database.migrateOnStart).toBe(false);
    expect(config.backoffice.databaseUrl).toBe(`postgres://backoffice:of-the-backoffice${server}`);
    expect(config.backoffice.oauth.keyEncryptionKey).toBe(
      CONTENTS['backoffice-key-encryption-key'],
    );
    expect(config.storefront.databaseUrl).toBe('');
    expect(config.storefront.oauth.keyEncryptionKey).toBe('');
  });

  it('has the logins and no key-encryption key for the migration', () => {
    expect(secretFilesOf(podOf('defaults', 'migration'))).toEqual([
      'backoffice-database-password',
      'owner-database-password',
      'storefront-database-password',
    ]);
    const { database, storefront } = configOf('defaults', 'migration');
    expect(database.url).toContain('postgres://latchkey:of-the-owner@postgres:5432/latchkey');
    expect(storefront.databaseUrl).toContain('postgres://storefront:of-the-storefront@');
  });

  it('has complete URLs, the authority, old keys and secrets for messages', () => {
    const { backoffice, storefront } = configOf('everything', 'backoffice');
    expect(backoffice.databaseUrl).toBe(CONTENTS['backoffice-database-url']);
    expect(backoffice.oauth.previousKeyEncryptionKey).toBe(
      CONTENTS['backoffice-previous-key-encryption-key'],
    );
    expect(backoffice.notify.secret).toBe(CONTENTS['backoffice-notify-secret']);
    // The back office asks for links of the storefront's people, and signs no message of it.
    expect(storefront.notify).toMatchObject({
      url: 'https://messages.example/storefront',
      secret: '',
    });
    const shop = configOf('everything', 'storefront').storefront;
    expect(shop.databaseUrl).toMatch(
      /^postgres:\/\/shop:of-the-storefront@pg\.example\.com:5432\/latchkey\?sslmode=verify-full&sslrootcert=.*\/database-ca\.crt$/,
    );
    expect(shop.registration.enabled).toBe(true);
    const cli = configOf('everything', 'cli');
    expect(cli.database.url).toBe(CONTENTS['owner-database-url']);
    expect(cli.storefront.oauth.keyEncryptionKey).toBe(CONTENTS['storefront-key-encryption-key']);
  });

  it('restarts the pods when it changes', async () => {
    const { output } = await template('everything', 'settings.audit.retention=401');
    const versions = (pods: Pod[]) => {
      return pods.map(({ metadata }) => metadata.annotations!['checksum/config']!);
    };
    const before = versions(podsOf(rendered.get('everything')!.manifests));
    const after = versions(podsOf(manifestsOf(output)));
    expect(after).toHaveLength(4);
    expect(before.filter((version) => after.includes(version))).toEqual([]);
  });
});

describe('the Deployment of a side', () => {
  it.each(SIDES)('has ports and probes that the server answers: %s', async (side) => {
    const { ports, startupProbe, readinessProbe, livenessProbe } = containerOf('defaults', side);
    const config = configOf('defaults', side);
    expect(ports).toEqual([
      { name: 'http', containerPort: config[side].port },
      { name: 'management', containerPort: config[side].managementPort },
    ]);
    // Probes come from outside of the pod.
    expect(config[side].managementHost).toBe('::');
    const log = createLog(side, Object.assign(config.log, { level: 'silent' }));
    const options = { checks: {}, isServing: () => true, registry: new Registry(), log };
    const server = createManagementServer(options).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      expect(probe!.httpGet.port).toBe('management');
      expect((await fetch(url + probe!.httpGet.path)).status).toBe(200);
    }
    server.close();
    expect(readinessProbe!.httpGet.path).toBe('/health/ready');
    // A restart during an outage of the database would lose the clients in memory.
    expect(livenessProbe!.httpGet.path).toBe('/health/live');
  });

  it.each(['defaults', 'everything'])('gives a server time to start and to stop: %s', (set) => {
    const { spec } = podOf(set, 'backoffice');
    const { http, database, backoffice } = configOf(set, 'backoffice');
    const { lifecycle, startupProbe } = spec.containers[0]!;
    expect(spec.terminationGracePeriodSeconds).toBe(
      lifecycle!.preStop.sleep.seconds + http.shutdownTimeout + backoffice.notify.timeout + 5,
    );
    const seconds = startupProbe!.periodSeconds * startupProbe!.failureThreshold!;
    expect(seconds).toBe(2 * database.startTimeout + 30);
  });

  it('has a number of pods, unless an autoscaler has one', () => {
    const replicas = (set: string) =>
      Object.fromEntries(
        SIDES.map((side) => [side, podOf(set, side).owner.spec.replicas] as const),
      );
    expect(replicas('defaults')).toEqual({ backoffice: 2, storefront: 2 });
    expect(replicas('high-availability')).toEqual({ backoffice: 3 });
    const [scaler, ...others] = of('high-availability', 'HorizontalPodAutoscaler');
    expect(others).toEqual([]);
    expect(scaler!.spec).toMatchObject({
      scaleTargetRef: {
        kind: 'Deployment',
        name: podOf('high-availability', 'storefront').owner.metadata.name,
      },
      minReplicas: 3,
      maxReplicas: 12,
    });
  });

  it('spreads its pods over hosts and zones, and a drain stops one at a time', () => {
    const spread = podOf('high-availability', 'storefront').spec.topologySpreadConstraints!;
    expect(
      spread.map(({ topologyKey, whenUnsatisfiable }) => [topologyKey, whenUnsatisfiable]),
    ).toEqual([
      ['kubernetes.io/hostname', 'DoNotSchedule'],
      ['topology.kubernetes.io/zone', 'ScheduleAnyway'],
    ]);
    const budgets = of('high-availability', 'PodDisruptionBudget');
    expect(budgets.map(({ spec }) => spec.maxUnavailable)).toEqual([1, 1]);
    expect(podOf('defaults', 'storefront').owner.spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
  });

  it('restarts with a changed Secret, by Reloader, unless that is off', () => {
    const name = 'secret.reloader.stakater.com/reload';
    const annotation = (set: string) => podOf(set, 'backoffice').owner.metadata.annotations?.[name];
    expect(annotation('defaults')).toBe('latchkey-backoffice');
    expect(annotation('high-availability')).toBe('latchkey-backoffice,postgres-ca');
    expect(annotation('everything')).toBeUndefined();
  });

  it('names the image by its digest', () => {
    expect(containerOf('defaults', 'backoffice').image).toBe('latchkey:0.1.0');
    expect(containerOf('everything', 'migration').image).toMatch(
      /^registry\.example\/latchkey:1\.0\.0@sha256:[0-9a-f]{64}$/,
    );
  });
});

describe('the migration', () => {
  it('runs before the release, beside it, or never', async () => {
    const job = of('defaults', 'Job')[0]!;
    expect(job.metadata).toMatchObject({ name: 'latchkey-migration' });
    expect(job.metadata.annotations).toHaveProperty(['helm.sh/hook']);
    expect(of('everything', 'Job')[0]!.metadata.annotations).toBeUndefined();
    const { output } = await template('defaults', 'migration.mode="none"');
    expect(output).not.toContain('migration');
  });

  it('is a new Job after each change of it, because a Job cannot change', async () => {
    const changes = [
      'settings.audit.retention=401',
      'database.port=5433',
      'database.owner.url.key="OTHER"',
      'pod.labels={"team":"other"}',
      'migration.backoffLimit=1',
      'image.pullPolicy="Always"',
    ];
    const jobs = await Promise.all(
      changes.map(async (change) => {
        const manifests = manifestsOf((await template('everything', change)).output);
        return manifests.find(({ kind }) => kind === 'Job')!.metadata.name;
      }),
    );
    const names = [of('everything', 'Job')[0]!.metadata.name, ...jobs];
    expect(new Set(names).size).toBe(changes.length + 1);
    expect(names.join('\n')).toMatch(/^(shop-migration-[0-9a-f]{8}\n?)+$/);
  });

  it('sets up the logins, and is not repeated with a wrong configuration', () => {
    expect(containerOf('defaults', 'migration').command.slice(2)).toEqual([
      'database',
      'migrate',
      '--roles',
    ]);
    const { spec } = of('defaults', 'Job')[0]!;
    expect(podOf('defaults', 'migration').spec.restartPolicy).toBe('Never'); // for the policy
    expect(spec.podFailurePolicy).toEqual({
      rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [78] } }],
    });
    expect(readFileSync('docs/errors.md', 'utf8')).toMatch(/^\| *`?78`? /m);
  });
});
