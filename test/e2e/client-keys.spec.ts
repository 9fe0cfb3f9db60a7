import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { makeClientKey } from '../support/client-keys.js';
import { latchkey } from '../support/latchkey.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';

const PATH = '/api/oauth-clients';
const URI = 'https://client.example.com/jwks.json';

const key = makeClientKey();
const other = makeClientKey('PS256');
const set = { keys: [key.jwk] };

let applications: TestApplications;
let admin: Api;
let directory: string;

beforeAll(async () => {
  applications = await startApplications();
  admin = await apiOf(applications.backoffice, 'clients:read clients:write users:read');
  directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
});
afterAll(async () => {
  await applications.stop();
  await rm(directory, { recursive: true });
});

let clients = 0;

const client = (attributes: object) => ({
  type: 'oauth-clients',
  attributes: {
    name: `keys ${(clients += 1)}`,
    side: 'backoffice',
    scopes: ['users:read'],
    ...attributes,
  },
});

async function created(attributes: object): Promise<string> {
  const { status, body } = await admin.post(PATH, client(attributes));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.data.id;
}

const change = async (id: string, attributes: object, by = admin) =>
  by.patch(`${PATH}/${id}`, { type: 'oauth-clients', id, attributes });

async function keysOf(id: string) {
  const { body } = await admin.get(`${PATH}/${id}?fields[oauth-clients]=jwks,jwksUri`);
  return body.data.attributes;
}

describe('the keys of a client, through the API,', () => {
  it('are shown with their public members, kid and alg', async () => {
    const sent = { ...other.jwk, alg: 'PS256', use: 'sig', key_ops: ['verify'], x5t: 'AAAA' };
    const id = await created({ jwks: { keys: [key.jwk, sent] } });
    const kept = [key.jwk, { ...other.jwk, alg: 'PS256' }];
    expect(await keysOf(id)).toEqual({ jwks: { keys: kept }, jwksUri: null });
  });

  it('can be replaced by an address, and back, in one request each', async () => {
    const id = await created({ jwks: set });
    expect((await change(id, { jwks: null, jwksUri: URI })).status).toBe(200);
    expect(await keysOf(id)).toEqual({ jwks: null, jwksUri: URI });
    expect((await change(id, { jwks: set, jwksUri: null })).status).toBe(200);
    expect(await keysOf(id)).toEqual({ jwks: set, jwksUri: null });
    expect((await change(id, { jwks: null })).status).toBe(200);
    expect(await keysOf(id)).toEqual({ jwks: null, jwksUri: null });
  });

  it('are audited, and equal keys in another notation are no change', async () => {
    const id = await created({ jwks: set });
    await change(id, { jwks: { keys: [key.jwk, other.jwk] } });
    expect(await lastEvents(applications)).toMatchObject([
      {
        action: 'client.updated',
        before: { jwks: set },
        after: { jwks: { keys: [key.jwk, other.jwk] } },
      },
    ]);
    const reordered = [key.jwk, other.jwk].map((jwk) => ({
      use: 'sig',
      ...Object.fromEntries(Object.entries(jwk).toReversed()),
    }));
    await change(id, { description: 'x' });
    await change(id, { jwks: { keys: reordered } });
    expect(await lastEvents(applications)).toMatchObject([{ after: { description: 'x' } }]);
  });

  it.each<[string, object, string]>([
    ['no key set', { jwks: key.jwk }, '422 validation_failed /data/attributes/jwks'],
    ['text', { jwks: 'x' }, '422 validation_failed /data/attributes/jwks'],
    ['no key', { jwks: { keys: [] } }, '422 validation_failed /data/attributes/jwks'],
    [
      'eleven keys',
      { jwks: { keys: Array.from({ length: 11 }, () => makeClientKey().jwk) } },
      '422 validation_failed /data/attributes/jwks',
    ],
    [
      'two keys with one kid',
      { jwks: { keys: [key.jwk, { ...other.jwk, kid: key.kid }] } },
      '422 validation_failed /data/attributes/jwks',
    ],
    [
      'keys and an address',
      { jwks: set, jwksUri: URI },
      '422 validation_failed /data/attributes/jwksUri',
    ],
    ...[
      'client.example.com/jwks.json',
      'ftp://client.example.com/jwks.json',
      'https://user@client.example.com/',
      'https://user:password@client.example.com/',
      'https://client.example.com/#keys',
      'https://client.example.com/ keys',
      'https://client.example.com/\n',
      `https://client.example.com/${'x'.repeat(2000)}`,
      'https://',
      '',
    ].map((jwksUri): [string, object, string] => [
      `the address ${JSON.stringify(jwksUri.slice(0, 50))}`,
      { jwksUri },
      '422 validation_failed /data/attributes/jwksUri',
    ]),
  ])('are rejected: %s', async (_, attributes, refusal) => {
    expect(refusals(await admin.post(PATH, client(attributes)))).toEqual([refusal]);
  });

  it('are rejected when they are private, and the error does not repeat them', async () => {
    const secret = key.privateKey.export({ format: 'jwk' });
    const { status, body } = await admin.post(PATH, client({ jwks: { keys: [secret] } }));
    expect(status).toBe(422);
    const [{ detail }] = body.errors;
    expect(detail).toBe(
      'jwks must be 1 to 10 public keys: keys[0]: a private key: send the public one, ' +
        'and replace this key, which is compromised',
    );
    expect(JSON.stringify(body)).not.toContain(secret.d);
  });

  it('are one set: keys and an address can only be exchanged in the same request', async () => {
    const id = await created({ jwks: set });
    expect(refusals(await change(id, { jwksUri: URI }))).toEqual([
      '422 validation_failed /data/attributes/jwksUri',
    ]);
  });

  it('are added only by a caller that holds the scopes of the client, and removed by any caller', async () => {
    const id = await created({ jwks: { keys: [key.jwk, other.jwk] } });
    const weak = await apiOf(applications.backoffice, 'clients:read clients:write');
    const HELD = ['403 scope_not_held'];
    const fresh = makeClientKey().jwk;
    expect(refusals(await change(id, { jwks: { keys: [key.jwk, fresh] } }, weak))).toEqual(HELD);
    expect(refusals(await change(id, { jwks: null, jwksUri: URI }, weak))).toEqual(HELD);
    expect((await change(id, { jwks: set }, weak)).status).toBe(200);
    expect((await change(id, { jwks: null }, weak)).status).toBe(200);
    expect(refusals(await change(id, { jwks: set }, weak))).toEqual(HELD);
  });
});

const run = async (input: string | undefined, ...words: string[]) =>
  latchkey(
    {
      environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url },
      input,
    },
    'clients',
    ...words,
  );

describe('the keys of a client, on the command line,', () => {
  const create = ['create', '--side', 'backoffice', '--scopes', 'users:read', '--no-secret'];
  const pem = key.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const plain = key.publicKey.export({ format: 'jwk' });

  it.each<[string, string, object]>([
    ['a JWK Set', JSON.stringify(set), set],
    ['a JWK', JSON.stringify(key.jwk), set],
    ['PEM', pem, { keys: [plain] }],
  ])('are read from standard input as %s', async (name, input, jwks) => {
    const made = await run(input, ...create, '--name', name, '--jwks', '-', '--json');
    expect({ code: made.code, errors: made.errors }).toEqual({ code: 0, errors: '' });
    const { clientId } = JSON.parse(made.output);
    const shown = await run(undefined, 'show', clientId, '--json');
    expect(JSON.parse(shown.output)).toMatchObject({ jwks, jwksUri: null });
  });

  it('are read from a file, replaced by an address, and removed', async () => {
    const path = join(directory, 'jwks.json');
    await writeFile(path, JSON.stringify(set));
    const id = await created({});
    const update = async (...words: string[]) =>
      JSON.parse((await run(undefined, 'update', id, ...words, '--json')).output);
    expect(await update('--jwks', path)).toMatchObject({ jwks: set, jwksUri: null });
    expect(await update('--no-jwks', '--jwks-uri', URI)).toMatchObject({
      jwks: null,
      jwksUri: URI,
    });
    expect(await update('--no-jwks-uri')).toMatchObject({ jwks: null, jwksUri: null });
  });

  it.each<[string, string, RegExp]>([
    [
      'a private key in PEM',
      key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      /standard input contains a private key: give the public key/,
    ],
    [
      'a private JWK',
      JSON.stringify(key.privateKey.export({ format: 'jwk' })),
      /keys\[0\]: a private key/,
    ],
    ['no key', 'hello', /is not a JWK Set, a JWK, or a public key in PEM/],
    ['nothing', '', /is not a JWK Set/],
    ['broken PEM', pem.replaceAll('A', ''), /is not a JWK Set/],
    ['too much', 'x'.repeat(100_002), /is longer than any key set/],
  ])('are rejected, and not repeated in the error: %s', async (_, input, message) => {
    const refused = await run(input, ...create, '--name', 'x', '--jwks', '-');
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toMatch(message);
    const { d } = key.privateKey.export({ format: 'jwk' });
    expect(refused.errors).not.toContain(d);
    expect(refused.errors.length).toBeLessThan(400);
  });
});

describe('the keys of a client, in clients.yml,', () => {
  const path = () => join(directory, 'clients.yml');
  const declare = async (attributes: object) =>
    writeFile(
      path(),
      JSON.stringify({
        storefront: [{ name: 'declared', scopes: ['users:read'], ...attributes }],
      }),
    );
  const apply = async () => run(undefined, 'apply', path());

  it('are set as the file says, and applying it again changes nothing', async () => {
    await declare({ jwks: { keys: [key.jwk, { ...other.jwk, use: 'sig' }] } });
    expect((await apply()).output).toContain('1 change applied');
    expect((await run(undefined, 'plan', path())).output).toContain('nothing to do');

    await declare({ jwksUri: URI });
    expect((await apply()).output).toMatch(/jwks \{.*\} → nothing\n.*jwksUri nothing → https:/s);
    expect((await run(undefined, 'plan', path())).output).toContain('nothing to do');

    await declare({});
    expect((await apply()).output).toContain('jwksUri https://client.example.com/jwks.json → noth');
    const [row] = await applications.database.query(
      `SELECT jwks, jwks_uri FROM oauth_clients WHERE name = 'declared'`,
    );
    expect(row).toEqual({ jwks: null, jwks_uri: null });
  });

  it('are rejected with every error and its path', async () => {
    await declare({ jwks: { keys: [key.privateKey.export({ format: 'jwk' })] }, jwksUri: URI });
    const { code, errors } = await run(undefined, 'plan', path());
    expect(code).toBe(78);
    expect(errors).toContain('storefront[0].jwks: must be 1 to 10 public keys: keys[0]: a private');
    expect(errors).toContain('storefront[0].jwksUri: must be null when jwks is set');
  });
});
