import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Command } from '../support/commands.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { accessTokenAt, api } from '../support/requests.js';
import { type ResealingReplicas, startResealingReplicas } from '../support/resealing-replicas.js';
import { loadDuring, rotateAndReseal } from '../support/rotation-load.js';
import { keyRows, kidOf, SOON } from '../support/signing-keys.js';

let running: ResealingReplicas;

beforeAll(async () => {
  running = await startResealingReplicas();
});
afterAll(async () => running.stop());

/** Algorithm after the first test, so that a restart changes nothing. */
const AS_IT_IS = { 'signingAlgorithm: ES256': 'signingAlgorithm: PS256' };

const states = async () =>
  (await keyRows(running.database, 'backoffice')).map(({ state, algorithm }) => [state, algorithm]);

describe('two processes of one side and their signing keys', () => {
  it('rotate, change the algorithm and reseal without a rejected token', async () => {
    const target = { ...running, tokens: 500, pauseMs: 40 };
    const load = await loadDuring(target, async () => rotateAndReseal(target));
    expect(load.failures).toEqual([]);
    expect(load.byKey.size).toBe(3);
    expect(load.verified).toBe(load.tokens);
    expect(load.fresh).toBeGreaterThan(20);
    expect(await states()).toEqual([
      ['retired', 'ES256'],
      ['retired', 'ES256'],
      ['active', 'PS256'],
    ]);
    expect(running.replicas.output()).toBe('');
  }, 180_000);

  describe('and a third one, which has only the new key-encryption key', () => {
    let third: Replicas;

    beforeAll(async () => {
      third = await startReplicas('backoffice', running.database.url, {
        count: 1,
        variables: { ...running.variables, BACKOFFICE_URL: running.replicas.urls[0]! },
        settings: AS_IT_IS,
      });
    });
    afterAll(async () => third.stop());

    it('accept the tokens of each other, and sign with the same key', async () => {
      const token = await accessTokenAt(running.replicas.urls[0]!, running.client);
      const [url] = third.urls as [string];
      expect((await api({ url }, token, '/api/users')).status).toBe(200);
      expect(kidOf(await accessTokenAt(url, running.client))).toBe(kidOf(token));
    });

    it('report which keys they have, and disappear from the list when they stop', async () => {
      const instances = async () =>
        running.database.query('SELECT side, cardinality(keys) AS keys FROM instances');
      const two = { side: 'backoffice', keys: 3 };
      await expect.poll(instances, SOON).toEqual([two, two, two]);
      await third.stop();
      expect(await instances()).toEqual([two, two]);
    });
  });

  it('do not start with the old key-encryption key afterwards', async () => {
    const old = running.replicas.environment.BACKOFFICE_PREVIOUS_KEY_ENCRYPTION_KEY!;
    const environment = {
      ...running.replicas.environment,
      BACKOFFICE_PORT: '0',
      BACKOFFICE_KEY_ENCRYPTION_KEY: old,
      BACKOFFICE_PREVIOUS_KEY_ENCRYPTION_KEY: '',
    };
    const { code, errors } = await new Command(
      { environment },
      'dist/apps/backoffice/src/main.js',
    ).ended();
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(
        /^backoffice: the key-encryption key of the backoffice does not open its signing key /,
      ),
    });
    expect(errors).not.toContain(old);
  });

  it('rotate once when a process starts with another configured algorithm', async () => {
    const before = await states();
    const settings = { 'signingAlgorithm: ES256': 'signingAlgorithm: EdDSA' };
    const variables = { ...running.variables };
    const next = await startReplicas('backoffice', running.database.url, {
      count: 1,
      variables,
      settings,
    });
    await expect
      .poll(states, { timeout: 30_000, interval: 100 })
      .toEqual([...before.slice(0, -1), ['retired', 'PS256'], ['active', 'EdDSA']]);
    await next.stop();
    const again = await startReplicas('backoffice', running.database.url, {
      count: 1,
      variables,
      settings,
    });
    expect(await running.database.query('SELECT FROM key_rotations')).toEqual([]);
    await again.stop();
  });
});
