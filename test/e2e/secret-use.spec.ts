import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import { UsageRepository } from '../../libs/oauth/src/usage/usage.repository.js';
import { ClientSecrets } from '#oauth';
import { startApplications, type TestApplications, TESTER } from '../support/applications.js';
import { type Api, apiOf } from '../support/json-api.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let api: Api;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.trustedProxies = ['127.0.0.1'];
  });
  api = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
});
afterAll(async () => applications.stop());

interface Secret {
  id: string;
  attributes: Record<string, unknown> & {
    usedFrom: { networks: { network: string; lastUsedAt: string }[] };
  };
}

async function secrets(query: string): Promise<Secret[]> {
  const { status, body } = await api.get(`/api/oauth-client-secrets?${query}`);
  expect(status).toBe(200);
  return (body as unknown as { data: Secret[] }).data;
}

describe('GET /api/oauth-client-secrets', () => {
  it('lists the secrets that end before a time, of all clients or of one, the soonest first', async () => {
    const { backoffice, storefront } = applications;
    const [here, there] = [
      await backoffice.createClient(),
      await storefront.createClient('profile:read'),
    ];
    const service = backoffice.app.get(ClientSecrets);
    const end = async (clientId: string, days: number) => {
      const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
      const made = await service.create(clientId, { label: `${days}`, expiresAt }, TESTER);
      return made!.row.id;
    };
    const [later, sooner, other] = [
      await end(here.clientId, 20),
      await end(here.clientId, 3),
      await end(there.clientId, 10),
    ];
    const before = (days: number) =>
      `filter[endsBefore]=${new Date(Date.now() + days * 86_400_000).toISOString()}`;
    const ids = async (query: string) => (await secrets(query)).map(({ id }) => id);
    expect(await ids(before(14))).toEqual([sooner, other]);
    expect(await ids(before(30))).toEqual([sooner, other, later]);
    expect(await ids(`${before(30)}&filter[client]=${here.clientId}`)).toEqual([sooner, later]);
    const now = new Date(Date.now() + 4 * 86_400_000).toISOString();
    expect(await ids(`${before(30)}&filter[expiresAt][gt]=${now}&sort=-expiresAt`)).toEqual([
      later,
      other,
    ]);
  });

  it('includes the client of each secret, and serves it at its own address', async () => {
    const client = await applications.backoffice.createClient();
    const query = `filter[client]=${client.clientId}&include=client`;
    const { body } = await api.get(`/api/oauth-client-secrets?${query}`);
    const { data, included } = body as unknown as { data: Secret[]; included: { id: string }[] };
    expect(included.map(({ id }) => id)).toEqual([client.clientId]);
    const address = `/api/oauth-client-secrets/${data[0]!.id}`;
    for (const path of [`${address}/client`, `${address}/relationships/client`]) {
      const related = await api.get(path);
      expect(related.body).toMatchObject({ data: { type: 'oauth-clients', id: client.clientId } });
    }
  });

  it.each(['backoffice', 'storefront'] as const)(
    'shows from which networks a secret of the %s is used, the last one first',
    async (side) => {
      const application = applications[side];
      const client = await application.createClient(
        side === 'backoffice' ? 'users:read' : 'profile:read',
      );
      const from = async (address: string) => {
        const answer = await tokenRequest(application, credentials(client), {
          'X-Forwarded-For': address,
        });
        expect(answer.status).toBe(200);
        await application.app.get(Usage).flush();
      };
      await from('192.0.2.10');
      await from('192.0.2.77');
      await from('2001:db8::1');
      const [secret] = await secrets(`filter[client]=${client.clientId}`);
      const { networks } = secret!.attributes.usedFrom;
      expect(networks.map(({ network }) => network)).toEqual(['2001:db8::/48', '192.0.2.0/24']);
      for (const { lastUsedAt } of networks) {
        expect(Math.abs(Date.now() - Date.parse(lastUsedAt))).toBeLessThan(20_000);
      }
      await from('192.0.2.10');
      const [again] = await secrets(`filter[client]=${client.clientId}`);
      expect(again!.attributes.usedFrom.networks[0]!.network).toBe('192.0.2.0/24');
    },
  );

  it('shows and keeps the last 20 networks', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient();
    const [secret] = await secrets(`filter[client]=${client.clientId}`);
    expect(secret!.attributes.usedFrom).toEqual({ networks: [] });
    await database.query(
      `INSERT INTO client_secret_networks
       SELECT $1, format('10.0.%s.0/24', n)::cidr, now() - n * interval '1 hour'
       FROM generate_series(1, 25) n`,
      [secret!.id],
    );
    const [used] = await secrets(`filter[client]=${client.clientId}`);
    const { networks } = used!.attributes.usedFrom;
    expect([networks.length, networks[0]!.network]).toEqual([20, '10.0.1.0/24']);
    await backoffice.app.get(UsageRepository).deleteOlderThan(400);
    const kept = 'SELECT count(*)::integer FROM client_secret_networks WHERE secret_id = $1';
    expect(await database.query(kept, [secret!.id])).toEqual([{ count: 20 }]);
    await database.query(
      `UPDATE client_secret_networks SET last_used_at = now() - interval '401 days'
       WHERE secret_id = $1 AND network = '10.0.1.0/24'`,
      [secret!.id],
    );
    await backoffice.app.get(UsageRepository).deleteOlderThan(400);
    expect(await database.query(kept, [secret!.id])).toEqual([{ count: 19 }]);
  });
});
