import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import { Administration } from '../support/administration.js';
import type { TestClient } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { credentials, tokenRequest } from '../support/requests.js';

const SAMPLES = 200;
const WARM_UP = 50;

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'silent' },
    // The test causes many failures from one network.
    settings: { 'perClient: 20': 'perClient: 10000', 'perNetwork: 200': 'perNetwork: 1000000' },
  });
  administration = await Administration.open(database.url);
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

async function kinds(): Promise<Record<string, () => TestClient>> {
  const wrong = await administration.createClient();
  const locked = await administration.createClient();
  const disabled = await administration.createClient({ enabled: false });
  const expired = await administration.createClient({
    expiresAt: new Date(Date.now() + 500).toISOString(),
  });
  const elsewhere = await administration.createClient({ allowedNetworks: ['192.0.2.0/24'] });
  await database.query('INSERT INTO failed_attempts VALUES ($1, 10001, $2)', [
    `backoffice client:${locked.clientId} 127.0.0.0/24`,
    Date.now() + 3_600_000,
  ]);
  await pause(600);
  const secret = () => makeClientSecret('backoffice');
  return {
    'unknown client': () => ({ clientId: randomUUID(), clientSecret: secret() }),
    'no id at all': () => ({ clientId: 'nobody', clientSecret: secret() }),
    'wrong secret': () => ({ ...wrong, clientSecret: secret() }),
    disabled: () => disabled,
    expired: () => expired,
    'wrong network': () => elsewhere,
    'locked (429)': () => ({ ...locked, clientSecret: secret() }),
  };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

it(`prints the median response time of ${SAMPLES} failed authentications of each kind`, async () => {
  const times = new Map<string, number[]>();
  const all = Object.entries(await kinds());
  for (let round = -WARM_UP; round < SAMPLES; round++) {
    for (const [name, client] of all.toSorted(() => Math.random() - 0.5)) {
      const body = credentials(client());
      const start = performance.now();
      const { status } = await tokenRequest({ url: replicas.urls[0]! }, body);
      const taken = performance.now() - start;
      expect(status).toBe(name.includes('429') ? 429 : 401);
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), taken]);
    }
  }
  const reference = median(times.get('unknown client')!);
  for (const [name, samples] of times) {
    const own = median(samples);
    const difference = ((own / reference - 1) * 100).toFixed(1);
    process.stdout.write(`${name.padEnd(16)} ${own.toFixed(3)} ms  ${difference} %\n`);
  }
});
