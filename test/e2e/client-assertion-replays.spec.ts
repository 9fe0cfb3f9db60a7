import { afterAll, beforeAll, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import {
  type ClientKey,
  makeClientKey,
  signAssertion,
  withAssertion,
} from '../support/client-keys.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { tokenRequest } from '../support/requests.js';

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;
let clientId: string;
let key: ClientKey;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url);
  administration = await Administration.open(database.url);
  key = makeClientKey();
  ({ clientId } = await administration.createClient({ jwks: { keys: [key.jwk] } }));
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

const sign = () => signAssertion({ issuer: replicas.urls[0]!, clientId, key });

const ask = async (at: number, assertion: string) =>
  tokenRequest({ url: replicas.urls[at % replicas.urls.length]! }, withAssertion(assertion));

it('one of fifty concurrent replays of a client assertion is accepted by two processes (CVE-2020-5300)', async () => {
  // Each process has the client cached and would accept the assertion by itself.
  for (const at of [0, 1]) expect((await ask(at, sign())).status).toBe(200);
  for (let round = 0; round < 3; round += 1) {
    const assertion = sign();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => ask(at, assertion)),
    );
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(1);
    const errors = new Set(answers.map(({ body }) => body.error));
    // Attempts past clients.failedAttempts.perClient are rejected without a check.
    for (const error of errors) {
      expect([undefined, 'invalid_client', 'too_many_requests']).toContain(error);
    }
  }
});

it('a client assertion accepted by one process is rejected by another one', async () => {
  const assertion = sign();
  expect((await ask(0, assertion)).status).toBe(200);
  expect([401, 429]).toContain((await ask(1, assertion)).status);
});
