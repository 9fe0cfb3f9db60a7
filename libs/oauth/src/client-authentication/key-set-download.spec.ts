import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, getDefaultAutoSelectFamily, setDefaultAutoSelectFamily } from 'node:net';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from 'vitest';
import { KeySetDownload } from './key-set-download.js';

type Lookup = (host: string, options: object, done: (error: null, found: object[]) => void) => void;

let server: Server;
let port: number;
let requests: number;

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());
beforeEach(() => {
  requests = 0;
});
afterEach(() => vi.restoreAllMocks());

function download(privateNetworks: string[] = []): KeySetDownload {
  const jwksUri = { allowHttp: true, privateNetworks, timeout: 0.3, maxSize: 4096 };
  return new KeySetDownload({ jwksUri } as never);
}

/** Gives every name these addresses. */
function resolvesTo(...texts: string[]): void {
  const found = texts.map((address) => ({ address, family: 4 }));
  const lookup: Lookup = (_host, _options, done) => done(null, found);
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
}

describe('a download from a name', () => {
  it('succeeds when all its addresses are allowed', async () => {
    resolvesTo('127.0.0.1');
    const { document } = await download(['127.0.0.1']).fetch(`http://keys.example:${port}/`);
    expect({ document, requests }).toEqual({ document: { keys: [] }, requests: 1 });
  });

  it('succeeds when Node.js asks for a single address', async () => {
    const isAutomatic = getDefaultAutoSelectFamily();
    setDefaultAutoSelectFamily(false);
    onTestFinished(() => setDefaultAutoSelectFamily(isAutomatic));
    resolvesTo('127.0.0.1');
    await download(['127.0.0.1']).fetch(`http://keys.example:${port}/`);
    expect(requests).toBe(1);
  });

  it.each([
    ['first', ['127.0.0.1', '198.41.0.4']],
    ['last', ['198.41.0.4', '127.0.0.1']],
    ['only', ['127.0.0.1']],
  ])('is rejected without a connection when its %s address is private', async (_, found) => {
    resolvesTo(...found);
    await expect(download().fetch(`http://keys.example:${port}/`)).rejects.toThrow(
      '127.0.0.1 is no public address, see clients.jwksUri.privateNetworks',
    );
    expect(requests).toBe(0);
  });

  it('is rejected when one address is private and another one is allowed', async () => {
    resolvesTo('127.0.0.1', '10.0.0.1');
    await expect(download(['127.0.0.1']).fetch(`http://keys.example:${port}/`)).rejects.toThrow(
      '10.0.0.1 is no public address',
    );
    expect(requests).toBe(0);
  });
});

describe('a download from an address', () => {
  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433'])(
    'is rejected without a connection for the private address %s',
    async (host) => {
      resolvesTo('127.0.0.1');
      await expect(download().fetch(`http://${host}:${port}/`)).rejects.toThrow(
        'is no public address',
      );
      expect(requests).toBe(0);
    },
  );
});
