import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { samplesOf, sumOf } from '../support/metrics.js';
import { metricsIn, panelExpressions, rules } from '../support/promtool.js';
import { accessToken, api, request } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(({ database }) => {
    database.readUrl = 'postgresql://127.0.0.1:1'; // away, but its metrics are there
  });
});
afterAll(async () => applications.stop());

/** Returns the names of all metrics of both servers, as Prometheus stores them. */
async function scraped(): Promise<Set<string>> {
  const names = new Set<string>(['up']); // Prometheus makes it
  for (const { managementPort } of [applications.backoffice, applications.storefront]) {
    const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
    for (const [, name = '', type] of String(body).matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      names.add(name);
      if (type !== 'histogram') continue;
      for (const part of ['bucket', 'sum', 'count']) names.add(`${name}_${part}`);
    }
  }
  return names;
}

// The first test with a scrape: counts are kept for a minute.
describe('metrics of secrets that end', () => {
  const losing = async () => {
    const samples = await samplesOf(applications.storefront);
    return ['1', '7', '14'].map((days) =>
      sumOf(samples, 'latchkey_clients_losing_secrets', { within_days: days }),
    );
  };

  it('count clients by the end of their last secret, and no others', async () => {
    const { storefront, database } = applications;
    const ending = async (days: number) => {
      const { clientId } = await storefront.createClient('users:read');
      await database.query(
        `UPDATE oauth_client_secrets SET expires_at = now() + make_interval(hours => $2)
         WHERE client_id = $1`,
        [clientId, days * 24 - 1],
      );
      return clientId;
    };
    await ending(1);
    await ending(7);
    await ending(7);
    await ending(14);
    await ending(20);
    const disabled = await ending(1);
    const rotated = await ending(1);
    const withKey = await ending(1);
    await database.query('UPDATE oauth_clients SET enabled = false WHERE client_id = $1', [
      disabled,
    ]);
    await database.query(
      `UPDATE oauth_clients SET jwks_uri = 'https://client.example/keys' WHERE client_id = $1`,
      [withKey],
    );
    await database.query(
      `INSERT INTO oauth_client_secrets (id, client_id, hash, hint, label)
       VALUES (gen_random_uuid(), $1, sha256('x'), 'xxxx', 'next')`,
      [rotated],
    );
    expect(await losing()).toEqual([1, 3, 4]);
  });
});

describe('each metric of a dashboard or an alert', () => {
  it('exists in a scrape of the two servers', async () => {
    const { backoffice } = applications;
    // A limit of costly reads is made with the first of them.
    const path = '/api/users?page[number]=2000&page[size]=25';
    expect((await api(backoffice, await accessToken(backoffice), path)).status).toBe(200);
    const names = await scraped();
    const used = [...panelExpressions(), ...rules().map(({ expr }) => expr)].flatMap(metricsIn);
    expect(new Set(used).size).toBeGreaterThan(35);
    expect([...new Set(used)].filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('metrics of the audit chain', () => {
  const chain = async () => {
    const samples = await samplesOf(applications.backoffice);
    const verified = (events: string) =>
      sumOf(samples, 'latchkey_audit_verified_timestamp_seconds', { events });
    return {
      head: sumOf(samples, 'latchkey_audit_head_event'),
      sound: sumOf(samples, 'latchkey_audit_chain_sound'),
      newEvents: verified('new'),
      allEvents: verified('all'),
    };
  };
  const note = async (sound: boolean, complete: boolean, time: string) =>
    applications.database.query(
      `INSERT INTO audit_verifications (verified_at, actor_type, actor, complete, sound, after_id,
         event_id, hash, problem)
       VALUES ($3, 'command', 'tester', $2, $1, 0, 1, CASE WHEN $1 THEN sha256('x') END,
         CASE WHEN NOT $1 THEN 'changed' END)`,
      [sound, complete, time],
    );

  it('have its head, and the times of the verifications', async () => {
    await accessToken(applications.backoffice);
    await expect.poll(async () => (await chain()).head).toBeGreaterThan(0);
    expect(await chain()).toMatchObject({ sound: 1, allEvents: 0 });
    await note(true, true, '2026-01-01T00:00:00Z');
    await note(true, false, '2026-01-02T00:00:00Z');
    expect(await chain()).toMatchObject({
      sound: 1,
      newEvents: Date.parse('2026-01-02') / 1000,
      allEvents: Date.parse('2026-01-01') / 1000,
    });
    await note(false, true, '2026-01-03T00:00:00Z');
    expect(await chain()).toMatchObject({ sound: 0, allEvents: Date.parse('2026-01-01') / 1000 });
  });
});
