import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { accessToken, api } from '../support/requests.js';

let applications: TestApplications;
let token: string;
const FIELDS = '?fields[oauth-clients]=name,scopes,enabled,updatedAt';

beforeAll(async () => {
  applications = await startApplications();
  const client = await applications.backoffice.createClient(
    'clients:read clients:write users:read',
  );
  token = await accessToken(applications.backoffice, { client });
});
afterAll(async () => applications.stop());

async function send(id: string, { query = FIELDS, method = 'GET', ifMatch = '', attributes = {} }) {
  return api(applications.backoffice, token, `/api/oauth-clients/${id}${query}`, {
    method,
    headers: ifMatch === '' ? {} : { 'If-Match': ifMatch },
    ...(method === 'PATCH' && { document: { data: { type: 'oauth-clients', id, attributes } } }),
  });
}

/** Reads the client, and returns its id and entity tag. */
async function readTag(query = FIELDS): Promise<{ id: string; ifMatch: string }> {
  const { clientId: id } = await applications.backoffice.createClient('users:read');
  const { headers } = await send(id, { query });
  return { id, ifMatch: headers.get('etag')! };
}

const use = async (id: string) =>
  applications.database.query(
    'UPDATE oauth_clients SET last_used_at = now() WHERE client_id = $1',
    [id],
  );

describe('PATCH /api/oauth-clients/:id with If-Match', () => {
  it('changes the client, also when it was used since it was read', async () => {
    const { id, ifMatch } = await readTag();
    await use(id);
    const answer = await send(id, { method: 'PATCH', ifMatch, attributes: { name: `n ${id}` } });
    expect({ status: answer.status, name: answer.body.data.attributes.name }).toEqual({
      status: 200,
      name: `n ${id}`,
    });
    const [event] = await applications.database.query(
      `SELECT after FROM audit_events WHERE action = 'client.updated' AND subject_id = $1`,
      [id],
    );
    expect(event).toEqual({ after: { name: `n ${id}` } });
  });

  it('answers 412 when somebody else has changed it, and changes nothing', async () => {
    const { id, ifMatch } = await readTag();
    await send(id, { method: 'PATCH', attributes: { enabled: false } });
    const answer = await send(id, { method: 'PATCH', ifMatch, attributes: { name: 'never' } });
    expect(refusals(answer)).toEqual(['412 precondition_failed If-Match']);
    const { body } = await send(id, {});
    expect(body.data.attributes).toMatchObject({ enabled: false });
    expect(body.data.attributes.name).not.toBe('never');
  });

  it('accepts one of many changes at the same time', async () => {
    const { id, ifMatch } = await readTag();
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) =>
        send(id, { method: 'PATCH', ifMatch, attributes: { name: `${n} ${id}` } }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(7);
  });

  it('compares all attributes without fields, also those that use changes', async () => {
    const { id, ifMatch } = await readTag('');
    await use(id);
    const answer = await send(id, {
      query: '',
      method: 'PATCH',
      ifMatch,
      attributes: { name: 'x' },
    });
    expect(answer.status).toBe(412);
  });
});
