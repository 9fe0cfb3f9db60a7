import { beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '#database';
import { hashClientSecret } from '../clients/client-secret.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { FormParameters } from '../form-parameters.js';
import { ClientAuthenticator } from './client-authenticator.js';

const CLIENT_ID = '8a1f1f3e-2c5d-4c3b-9a55-0d5a4d0c3b11';
const ADDRESS = '192.0.2.1';
const NETWORK = '192.0.2.0/24';
const AWAY = new DatabaseUnavailable('no answer');

/** A client with one secret, seen from the network of the tests before. */
const clientWith = (secret: string, more: Partial<ClientSnapshot> = {}) =>
  ({
    clientId: CLIENT_ID,
    enabled: true,
    isPublic: false,
    expiresAt: null,
    owner: 'none',
    isAllowedFrom: () => true,
    secrets: [
      {
        id: secret,
        hash: hashClientSecret(secret).toString('hex'),
        notBefore: null,
        expiresAt: null,
      },
    ],
    knownNetworks: new Set([NETWORK]),
    ...more,
  }) as unknown as ClientSnapshot;

const newHere = { knownNetworks: new Set<string>() };

/** The dependencies of the authenticator; tests replace members. */
const initial = () => ({
  /** In memory, and fresh. */
  cached: null as ClientSnapshot | null,
  /** In memory, for the time without the database. */
  stale: null as ClientSnapshot | null,
  reload: async (): Promise<ClientSnapshot | null> => null,
  inTurn: async (work: () => Promise<void>) => work(),
  requireQuota: () => {},
  requireUnblocked: async () => {},
  addNetwork: async () => {},
  useAssertion: async () => true,
});
let world: ReturnType<typeof initial>;
/** The steps with an effect, in order. */
let steps: string[];

beforeEach(() => {
  world = initial();
  steps = [];
});

function authenticate(parameters: object) {
  const step = async <Result>(name: string, result: Promise<Result>) => {
    steps.push(name);
    return result;
  };
  const failure = (name: string) => async (failed: { reason: string }) =>
    Object.assign(new Error(`${name}: ${failed.reason}`), { code: name });
  const authenticator = new ClientAuthenticator(
    { assertions: { maxLength: 1000 } } as never,
    {
      findInMemory: () => world.cached,
      findStale: () => world.stale,
      reload: async () => step('reload', world.reload()),
    } as never,
    {
      reject: failure('rejected'),
      postpone: failure('postponed'),
      requireQuota: () => {},
      requireUnblocked: async () => step('unblocked?', world.requireUnblocked()),
    } as never,
    { add: async () => step('add network', world.addNetwork()) } as never,
    {
      verify: async () => ({ secret: null }),
      use: async () => step('use assertion', world.useAssertion()),
    } as never,
    {
      inTurn: async (_id: string, work: () => Promise<void>) => world.inTurn(work),
      require: (limit: string) => {
        steps.push(`quota of ${limit}?`);
        world.requireQuota();
      },
    } as never,
  );
  const requester = { authorization: undefined, address: ADDRESS, requestId: 'r', arrivedAtMs: 0 };
  return authenticator.authenticate(new FormParameters(parameters), requester, 'tokens');
}

const withSecret = async (client_secret: string) =>
  authenticate({ client_id: CLIENT_ID, client_secret });

const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

const withAssertion = async () =>
  authenticate({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${text({ alg: 'ES256' })}.${text({ sub: CLIENT_ID })}.${text({})}`,
  });

describe('the secret of a cached client', () => {
  it('is accepted without a query', async () => {
    world.cached = clientWith('old');
    expect(await withSecret('old')).toMatchObject({ client: world.cached, network: NETWORK });
    expect(steps).toEqual([]);
  });

  it('is accepted when it is newer than the cache', async () => {
    world.cached = clientWith('old');
    world.reload = async () => clientWith('new');
    expect(await withSecret('new')).toMatchObject({ secret: { id: 'new' } });
  });

  it('is rejected only after the client was read again', async () => {
    world.cached = clientWith('old');
    world.reload = async () => clientWith('old');
    await expect(withSecret('wrong')).rejects.toThrow('rejected: wrong_secret');
    expect(steps).toEqual(['reload']);
  });

  it('is accepted when the client was disabled in the cache and is enabled now', async () => {
    world.cached = clientWith('old', { enabled: false });
    world.reload = async () => clientWith('old');
    expect(await withSecret('old')).toMatchObject({ secret: { id: 'old' } });
  });

  it('is rejected when the client was deleted meanwhile', async () => {
    world.cached = clientWith('old');
    await expect(withSecret('wrong')).rejects.toThrow('rejected: unknown_client');
  });
});

describe('while the database does not answer', () => {
  beforeEach(() => {
    world.reload = async () => Promise.reject(AWAY);
  });

  it('the secret of a stale client is accepted', async () => {
    world.stale = clientWith('old');
    expect(await withSecret('old')).toMatchObject({ client: world.stale });
  });

  it.each([
    ['a wrong secret', () => clientWith('old')],
    ['a disabled client', () => clientWith('new', { enabled: false })],
    ['a client that is not in memory', () => null],
  ])('%s is neither accepted nor counted as a failure', async (_, stale) => {
    world.stale = stale();
    await expect(withSecret('new')).rejects.toThrow(/^postponed: /);
  });

  it('another failure is not taken for its absence', async () => {
    world.stale = clientWith('old');
    world.reload = async () => Promise.reject(new Error('a bug'));
    await expect(withSecret('old')).rejects.toThrow('a bug');
  });
});

describe('correct credentials from a new network', () => {
  beforeEach(() => {
    world.cached = clientWith('old', newHere);
  });

  it('are accepted unless the network is blocked, and then the network is added', async () => {
    await withSecret('old');
    expect(steps).toEqual(['unblocked?', 'add network']);
  });

  it('are rejected while the network is blocked', async () => {
    world.requireUnblocked = async () => Promise.reject(new Error('blocked'));
    await expect(withSecret('old')).rejects.toThrow('blocked');
    expect(steps).toEqual(['unblocked?']);
  });

  it('are accepted while the database does not answer', async () => {
    world.requireUnblocked = async () => Promise.reject(AWAY);
    world.addNetwork = async () => Promise.reject(AWAY);
    expect(await withSecret('old')).toMatchObject({ network: NETWORK });
  });

  it('do not get past the block when the client has no free turn', async () => {
    world.inTurn = async () => Promise.reject(AWAY);
    await expect(withSecret('old')).rejects.toThrow('no answer');
  });

  it.each(['requireUnblocked', 'addNetwork'] as const)(
    'fail when %s has another failure',
    async (name) => {
      world[name] = async () => Promise.reject(new Error('a bug'));
      await expect(withSecret('old')).rejects.toThrow('a bug');
    },
  );
});

describe('a client assertion', () => {
  beforeEach(() => {
    world.cached = clientWith('old', newHere);
  });

  it('is used up after the checks for a block and of the quota, and before the network is added', async () => {
    expect(await withAssertion()).toMatchObject({ secret: null });
    expect(steps).toEqual(['unblocked?', 'quota of tokens?', 'use assertion', 'add network']);
  });

  it('stays unused when the quota of the client is used up', async () => {
    world.requireQuota = () => {
      throw new Error('too many requests');
    };
    await expect(withAssertion()).rejects.toThrow('too many requests');
    expect(steps).not.toContain('use assertion');
  });

  it('stays unused while the network is blocked', async () => {
    world.requireUnblocked = async () => Promise.reject(new Error('blocked'));
    await expect(withAssertion()).rejects.toThrow('blocked');
    expect(steps).not.toContain('use assertion');
  });

  it('is rejected when it was used before', async () => {
    world.useAssertion = async () => false;
    await expect(withAssertion()).rejects.toThrow('rejected: replayed_assertion');
    expect(steps).not.toContain('add network');
  });

  it('is rejected when its use cannot be recorded', async () => {
    world.useAssertion = async () => Promise.reject(AWAY);
    await expect(withAssertion()).rejects.toThrow(
      'postponed: the use of the assertion cannot be recorded',
    );
    expect(steps).not.toContain('add network');
  });
});

describe('a client without credentials', () => {
  const alone = async (client_id = CLIENT_ID) => authenticate({ client_id });
  const publicClient = (more: Partial<ClientSnapshot> = {}) =>
    clientWith('old', { isPublic: true, ...newHere, ...more });

  it('is accepted by its id when it is public, and its network is not recorded', async () => {
    world.cached = publicClient();
    expect(await alone()).toEqual({
      client: world.cached,
      secret: null,
      method: 'none',
      address: ADDRESS,
      network: NETWORK,
    });
    expect(steps).toEqual([]);
  });

  it.each([
    ['no_credentials', 'not public', () => clientWith('old')],
    ['no_credentials: and disabled', 'disabled', () => clientWith('old', { enabled: false })],
    ['disabled', 'public and disabled', () => publicClient({ enabled: false })],
    ['network', 'public, in another network', () => publicClient({ isAllowedFrom: () => false })],
    ['unknown_client', 'unknown', () => null],
  ])('is rejected with %s when it is %s', async (reason, _, client) => {
    world.reload = async () => client();
    await expect(alone()).rejects.toThrow(`rejected: ${reason}`);
  });

  it('is read again before it is rejected, because it may be public since then', async () => {
    world.cached = clientWith('old');
    world.reload = async () => publicClient();
    expect(await alone()).toMatchObject({ client: { isPublic: true } });
  });

  it('is accepted from memory while the database does not answer', async () => {
    world.reload = async () => Promise.reject(AWAY);
    world.stale = publicClient();
    expect(await alone()).toMatchObject({ client: world.stale });
  });

  it.each([
    ['a secret', async () => withSecret('old')],
    ['an assertion', async () => withAssertion()],
  ])('must not send %s when it is public', async (_, request) => {
    world.reload = async () => publicClient();
    await expect(request()).rejects.toThrow('rejected: public_client');
    expect(steps).toEqual(['reload']);
  });
});
