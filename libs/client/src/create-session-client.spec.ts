import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, FakeServer, URL_OF_SERVER } from '../../../test/support/fake-server.js';
import { createSessionClient } from './create-session-client.js';
import type { paths as Backoffice } from './generated/backoffice.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const clientOf = (server: FakeServer) =>
  createSessionClient<Backoffice>({ url: URL_OF_SERVER, fetch: server.fetch });

describe('a client with the session of a person', () => {
  it('runs in a browser, and sends neither a token nor a token request', async () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    const server = new FakeServer();
    await clientOf(server).GET('/api/users');
    expect(server.requests.map(({ target }) => target)).toEqual(['/api/users']);
    expect(server.usedTokens).toEqual([null]);
  });

  it('reports a rejected session at once, because it has no other credentials', async () => {
    const server = new FakeServer();
    server.answers.push(() => failure(401, 'missing_token'));
    await expect(clientOf(server).GET('/api/users')).rejects.toMatchObject({
      status: 401,
      code: 'missing_token',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('repeats a request that the server could not answer, as other clients do', async () => {
    const server = new FakeServer();
    server.answers.push(() => failure(503, 'service_unavailable', { 'Retry-After': '0' }));
    expect((await clientOf(server).GET('/api/users')).response.status).toBe(200);
    expect(server.requests).toHaveLength(2);
  });

  it('is not created with a URL that has credentials', () => {
    const create = () => createSessionClient({ url: 'https://a:b@shop.example' });
    expect(create).toThrow('the client needs url to be an http or https URL without credentials');
  });
});
