import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { TestClient } from './applications.js';
import { latchkey } from './latchkey.js';
import type { TestDatabase } from './database.js';
import type { Replicas } from './replicas.js';
import { api, credentials, tokenRequest } from './requests.js';
import { keyRows, kidOf, publishedKeys, RemoteVerifier, verifyWithJose } from './signing-keys.js';

/** Concurrent workers; each waits for its answers. */
const WORKERS = 8;

/** One token in 20 is also verified with the key set that is published at that moment. */
const SAMPLE = 20;

/** Two processes of the back office, one of its clients, and the minimum of requests. */
interface Target {
  replicas: Replicas;
  database: TestDatabase;
  client: TestClient;
  /** The minimum number of tokens. Each token is also used once at the other process. */
  tokens: number;
  /** Milliseconds that each worker waits after a token and its uses; by default none. */
  pauseMs?: number;
}

/** The number of requests and verifications, and their failures. */
export interface RotationLoad {
  tokens: number;
  calls: number;
  verified: number;
  fresh: number;
  fetched: number;
  failures: string[];
  /** The number of tokens by signing key. */
  byKey: Map<unknown, number>;
}

/** Requests and uses tokens at both processes until `acts` is done and there are enough tokens. */
export async function loadDuring(
  { replicas, client, tokens, pauseMs = 0 }: Target,
  acts: () => Promise<void>,
): Promise<RotationLoad> {
  const load: RotationLoad = {
    tokens: 0,
    calls: 0,
    verified: 0,
    fresh: 0,
    fetched: 0,
    failures: [],
    byKey: new Map(),
  };
  const verifiers = replicas.urls.map((url) => new RemoteVerifier(url));
  const state = { isActing: true };
  const acting = acts().finally(() => (state.isActing = false));
  const once = async (number: number) => {
    const at = number % replicas.urls.length;
    const other = replicas.urls[(at + 1) % replicas.urls.length]!;
    const { status, body } = await tokenRequest({ url: replicas.urls[at]! }, credentials(client));
    if (status !== 200) throw new Error(`token request: ${status}`);
    const token: string = body.access_token;
    load.byKey.set(kidOf(token), (load.byKey.get(kidOf(token)) ?? 0) + 1);
    // An external verifier fetches the keys from any of the processes.
    await verifiers[Math.floor(number / 2) % verifiers.length]!.verify(token);
    load.verified += 1;
    if (number % SAMPLE === 0) {
      await verifyWithJose(token, await publishedKeys(other));
      load.fresh += 1;
    }
    const answer = await api({ url: other }, token, '/api/users?page%5Bsize%5D=1');
    load.calls += 1;
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const work = async () => {
    while (state.isActing || load.tokens < tokens) {
      const number = load.tokens++;
      await once(number).catch((error: Error) => load.failures.push(error.message));
      if (pauseMs > 0) await pause(pauseMs);
    }
  };
  await Promise.all([acting, ...Array.from({ length: WORKERS }, work)]);
  load.fetched = verifiers.reduce((sum, { fetched }) => sum + fetched, 0);
  return load;
}

/** Rotates the key, reseals the keys, and rotates to another algorithm, with `latchkey`. */
export async function rotateAndReseal({ replicas, database }: Target): Promise<void> {
  const run = async (...words: string[]) => {
    const { code, errors } = await latchkey(replicas, 'keys', ...words, '--side', 'backoffice');
    expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' });
  };
  await rotateTo(database, async () => run('rotate'));
  await run('reseal');
  await rotateTo(database, async () => run('rotate', '--algorithm', 'PS256'));
}

async function rotateTo(database: TestDatabase, rotate: () => Promise<void>): Promise<void> {
  const active = async () =>
    (await keyRows(database, 'backoffice')).find(({ state }) => state === 'active')?.kid;
  const before = await active();
  await rotate();
  await expect.poll(active, { timeout: 60_000, interval: 100 }).not.toBe(before);
  await pause(500);
}
