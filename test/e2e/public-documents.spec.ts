import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { credentials, request } from '../support/requests.js';

const SHOP = 'https://shop.example.com';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(({ storefront }) => {
    storefront.cors.allowedOrigins = [SHOP];
    storefront.cors.tokenEndpoint = false;
  });
});
afterAll(async () => applications.stop());

const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe.each(SIDES)('GET / of the %s', (side) => {
  it('names the server and its documents, each of which exists', async () => {
    const { url } = applications[side];
    const { status, headers, body } = await request(`${url}/`);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        title: side === 'backoffice' ? 'Latchkey back office' : 'Latchkey storefront',
        description: expect.stringMatching(/^An OAuth 2\.0 authorization server, /),
        documentation: `${url}/api/docs`,
        openapi: `${url}/api/openapi.json`,
        authorization_server: `${url}/.well-known/oauth-authorization-server`,
        protected_resource: `${url}/.well-known/oauth-protected-resource`,
        jwks: `${url}/.well-known/jwks.json`,
      },
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      vary: expect.stringContaining('Accept'),
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
    const { title, description, ...documents } = body;
    expect([title, description]).not.toContain('');
    for (const document of Object.values<string>(documents)) {
      expect([document, (await request(document)).status]).toEqual([document, 200]);
    }
  });

  it('is a page for a browser, with the same documents and no script', async () => {
    const { url } = applications[side];
    const { headers, body } = await request(`${url}/`, { headers: { Accept: HTML } });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=300',
      vary: expect.stringContaining('Accept'),
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
    const page = String(body);
    const { body: json } = await request(`${url}/`);
    const { title, description, ...documents } = json;
    expect(page).toContain(`<h1>${title}</h1>\n<p>${description}</p>`);
    const links = Array.from(page.matchAll(/<a href="([^"]*)"/g), ([, path]) => url + path);
    expect(links).toEqual(Object.values(documents));
    expect(page).not.toContain('<script');
  });

  it('answers HEAD like GET without a body, and no other method', async () => {
    const url = `${applications[side].url}/`;
    const head = await request(url, { method: 'HEAD' });
    expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: '' });
    expect(head.headers.get('content-type')).toBe('application/json; charset=utf-8');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers } = await request(url, { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'OPTIONS, GET, HEAD']);
    }
  });
});

describe('pages of other origins', () => {
  const DOCUMENTS = [
    '/.well-known/jwks.json',
    '/.well-known/oauth-authorization-server',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-protected-resource',
    '/api/openapi.json',
  ];
  const ORIGINS = ['https://anywhere.example', SHOP, 'null'];
  const corsHeaders = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
  const preflight = async (url: string, origin: string) =>
    request(url, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
    });

  describe.each(SIDES)('of the %s', (side) => {
    it.each(DOCUMENTS)('can read the public document %s', async (path) => {
      for (const origin of ORIGINS) {
        const url = applications[side].url + path;
        const { status, headers } = await request(url, { headers: { Origin: origin } });
        expect([origin, status, headers.get('access-control-allow-origin')]).toEqual([
          origin,
          200,
          '*',
        ]);
        expect(headers.has('access-control-allow-credentials')).toBe(false);
        const asked = await preflight(url, origin);
        expect({ status: asked.status, ...corsHeaders(asked.headers) }).toMatchObject({
          status: 200,
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'OPTIONS, GET, HEAD',
          'access-control-allow-headers': expect.stringContaining('If-None-Match'),
        });
      }
    });

    it('cannot read the error of a document that does not exist', async () => {
      const url = `${applications[side].url}/.well-known/nothing`;
      const { headers } = await request(url, { headers: { Origin: 'https://anywhere.example' } });
      expect(headers.has('access-control-allow-origin')).toBe(false);
    });

    it.each([
      '/oauth2-token',
      '/oauth2-token/revoke',
      '/oauth2-token/introspect',
      '/%6fauth2-token',
      '/oauth2-token/nothing',
      '/oauth2-token/%zz',
    ])('cannot read answers of %s', async (path) => {
      const { url, client } = applications[side];
      for (const origin of ORIGINS) {
        expect(corsHeaders((await preflight(url + path, origin)).headers)).toEqual({});
        const answer = await request(url + path, {
          method: 'POST',
          headers: { Origin: origin },
          body: new URLSearchParams(credentials(client)),
        });
        expect(corsHeaders(answer.headers)).toEqual({});
      }
    });
  });

  it('can read answers of the API only if their origin is configured', async () => {
    const allowed = await Promise.all(
      SIDES.map(async (side) => {
        const url = `${applications[side].url}/api/users`;
        const { headers } = await request(url, { headers: { Origin: SHOP } });
        return [side, headers.get('access-control-allow-origin')];
      }),
    );
    expect(Object.fromEntries(allowed)).toEqual({ backoffice: null, storefront: SHOP });
  });
});
