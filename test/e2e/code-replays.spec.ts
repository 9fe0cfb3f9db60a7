import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('a code that 50 requests to two replicas use at once gives tokens once, and these are revoked', async () => {
  const replicas = [first, second].map(({ backoffice: { port } }) => ({
    url: `http://127.0.0.1:${port}`,
  }));
  const client = await peopleClient(first, 'backoffice');
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
  const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body as unknown);
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
     FROM authorization_codes LEFT JOIN revoked_tokens ON jti = token_id`,
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
});
