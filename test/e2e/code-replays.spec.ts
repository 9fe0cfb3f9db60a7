import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuthorizationCodes } from '../../libs/oauth/src/authorization/authorization-codes.js';
import { startSide, type TestSide } from '../support/applications.js';
import {
  codeFor,
  createPerson,
  exchange,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import { request } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';

let first: TestSide<'backoffice'>;
let second: TestSide<'backoffice'>;

/** The second replica has the database, the public URL and the keys of the first. */
beforeAll(async () => {
  let keyEncryptionKey = '';
  first = await startSide('backoffice', (config) => {
    ({ keyEncryptionKey } = config.backoffice.oauth);
  });
  const { database, backoffice } = first;
  second = await startSide(
    'backoffice',
    ({ backoffice: settings }) => {
      settings.publicUrl = backoffice.url;
      settings.oauth.keyEncryptionKey = keyEncryptionKey;
    },
    { ...database, drop: async () => {} },
  );
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

it.each([
  ['with refresh tokens', ['authorization_code', 'refresh_token']],
  ['without refresh tokens', ['authorization_code']],
])(
  'a code of a client %s that 50 requests to two replicas use at once gives tokens once, and these are revoked (RFC 6749 §4.1.2)',
  async (__, grantTypes) => {
    const replicas = [first, second].map(({ backoffice: { port } }) => ({
      url: `http://127.0.0.1:${port}`,
    }));
    const client = await peopleClient(first, 'backoffice', { grantTypes });
    const person = await createPerson(first, 'backoffice');
    const cookie = await signIn(first, 'backoffice', person);
    const { verifier, challenge } = pkce();
    const code = await codeFor(first.backoffice, requestOf(client, challenge), cookie);

    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) =>
        exchange(replicas[n % 2]!, client, { code, code_verifier: verifier }),
      ),
    );
    const given = answers.filter(({ status }) => status === 200);
    const refused = answers
      .filter(({ status }) => status !== 200)
      .map(({ body }) => body as unknown);
    // All but one may come so early that the server gives nothing at all.
    expect(given.length).toBeLessThanOrEqual(1);
    expect(refused).toEqual(
      refused.map(() => ({
        error: 'invalid_grant',
        error_description: 'the code has expired or was used before',
      })),
    );

    const [{ issued, revoked } = {}] = await first.database.query(
      `SELECT count(token_id)::integer AS issued, count(jti)::integer AS revoked
     FROM authorization_codes codes LEFT JOIN revoked_tokens ON jti = token_id
     WHERE codes.client_id = $1`,
      [client.clientId],
    );
    expect({ issued, revoked }).toEqual({ issued: 1, revoked: 1 });
    const families = await first.database.query(
      'SELECT count(*)::integer AS live FROM refresh_tokens WHERE revoked_at IS NULL',
    );
    expect(families).toEqual([{ live: 0 }]);
    for (const { body } of given) {
      for (const { url } of replicas) {
        const headers = { Authorization: `Bearer ${body.access_token}` };
        const read = async () => (await request(`${url}/api/users/mine`, { headers })).status;
        await expect.poll(read).toBe(401);
      }
    }
  },
);

it('of two replicas that use up a code one succeeds', async () => {
  const client = await peopleClient(first, 'backoffice');
  const cookie = await signIn(first, 'backoffice', await createPerson(first, 'backoffice'));
  const code = await codeFor(first.backoffice, requestOf(client, pkce().challenge), cookie);
  const token = { id: randomUUID(), expiresAt: Math.floor(Date.now() / 1000) + 60 };
  const used = await Promise.all(
    [first, second].map(async ({ backoffice: { app } }) =>
      app.get(AuthorizationCodes, { strict: false }).use(code, token),
    ),
  );
  expect(used.filter(Boolean)).toEqual([true]);
});
