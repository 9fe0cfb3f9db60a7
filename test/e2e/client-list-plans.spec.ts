import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { indexedSession } from '../support/database.js';
import { fillClients } from '../support/many-clients.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';

/** How the database executes lists of clients, see `query-plans.spec.ts`. */

let applications: TestApplications;
let api: Api;

beforeAll(async () => {
  applications = await startApplications();
  api = await apiOf(applications.backoffice, 'clients:read');
  await fillClients(applications.database, 3_000);
});
afterAll(async () => applications.stop());

describe('the database reads by index', () => {
  it.each([
    ['filter[scopes]=keys:read&sort=name', 'oauth_clients_scopes_idx'],
    ['filter[search]=ledger&sort=-lastUsedAt', 'oauth_clients_search_idx'],
    ['filter[search]=山田', 'oauth_clients_pairs_idx'],
    ['filter[secretsEndBefore]=2030-01-01T00:00:00Z', 'oauth_clients_secrets_end_at_idx'],
    ['sort=-secretsEndAt', 'oauth_clients_secrets_end_at_idx'],
    ['sort=-lastUsedAt', 'oauth_clients_last_used_at_idx'],
    ['filter[unusedSince]=2026-01-01T00:00:00Z', 'oauth_clients_idle_since_idx'],
    ['filter[side]=storefront&filter[owner]=7', 'oauth_clients_owner_id_idx'],
  ])('the list with %s', async (query, index) => {
    const plan = await planOf(`/api/oauth-clients?${query}`);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});

/** Explains the statement of a list, with the login of the application. */
async function planOf(path: string): Promise<string> {
  const query = vi.spyOn(Client.prototype, 'query');
  const answer = await api.get(path);
  const calls = query.mock.calls as unknown as [string, unknown[]?][];
  const [[sql, values]] = calls.filter(([one]) =>
    /^(?:select|with).*"oauth_clients"/.test(one),
  ) as [[string, unknown[]]];
  query.mockRestore();
  expect(refusals(answer)).toEqual([]);
  const login = await indexedSession(applications.database, 'backoffice');
  try {
    const { rows } = await login.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await login.end();
  }
}
