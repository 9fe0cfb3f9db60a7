import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { apiProof, dpopKey, dpopRequest, dpopTokenRequest, tokenProof } from '../support/dpop.js';
import { accessToken, type Answer, api, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let backoffice: TestApplication;
const key = dpopKey();

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.dpop.requireNonce = true;
  });
  backoffice = applications.backoffice;
});
afterEach(() => vi.useRealTimers());
afterAll(async () => applications.stop());

/** Matches NQCHAR of RFC 6749, appendix A. */
const NONCE = expect.stringMatching(/^[\x21\x23-\x5B\x5D-\x7E]{30}$/);

async function ask(claims: object, application = backoffice): Promise<Answer> {
  const proof = tokenProof(application, key, { ...claims });
  return dpopTokenRequest(application, application.client, proof);
}

async function call(token: string, claims: object): Promise<Answer> {
  return dpopRequest(backoffice, token, apiProof(backoffice, key, token, { ...claims }));
}

async function freshNonce(application = backoffice): Promise<string> {
  return (await ask({}, application)).headers.get('dpop-nonce')!;
}

/** Moves the clock to this many seconds from now. */
function moveClock(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + seconds * 1000);
}

describe('RFC 9449 §8, nonces at the token endpoint', () => {
  it('rejects a proof without a nonce and sends a nonce, with which the client gets a token', async () => {
    const { status, headers, body } = await ask({});
    expect({ status, body, nonce: headers.get('dpop-nonce') }).toEqual({
      status: 400,
      body: {
        error: 'use_dpop_nonce',
        error_description: 'the proof needs the nonce of the DPoP-Nonce header',
      },
      nonce: NONCE,
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const answer = await ask({ nonce: headers.get('dpop-nonce') });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
    expect(answer.headers.has('dpop-nonce')).toBe(false);
  });

  it('requires no nonce from a request that needs no proof', async () => {
    const { status, headers } = await tokenRequest(backoffice, credentials(backoffice.client));
    expect({ status, nonce: headers.get('dpop-nonce') }).toEqual({ status: 200, nonce: null });
    expect((await api(backoffice, await accessToken(backoffice), '/api/users')).status).toBe(200);
  });

  it.each(['', 7, null, []])('rejects %j, which is not a nonce', async (nonce) => {
    expect(await ask({ nonce })).toMatchObject({
      status: 400,
      body: { error: 'invalid_dpop_proof' },
    });
  });

  it('rejects an invented nonce, a nonce of the other side, and a changed nonce', async () => {
    const nonce = await freshNonce();
    const changed = Array.from(nonce, (character, at) => {
      return nonce.slice(0, at) + (character === 'A' ? 'B' : 'A') + nonce.slice(at + 1);
    });
    const foreign = await freshNonce(applications.storefront);
    for (const other of ['x', `${nonce}A`, nonce.slice(1), foreign, ...changed]) {
      const { body, headers } = await ask({ nonce: other });
      expect({ error: body.error, nonce: headers.get('dpop-nonce') }).toEqual({
        error: 'use_dpop_nonce',
        nonce: NONCE,
      });
    }
    expect((await ask({ nonce })).status).toBe(200);
  });

  it('§8.2 sends a new nonce when half of the lifetime of the old one is over', async () => {
    const nonce = await freshNonce();
    moveClock(151);
    const { status, headers } = await ask({ nonce });
    expect({ status, nonce: headers.get('dpop-nonce') }).toEqual({ status: 200, nonce: NONCE });
    const next = headers.get('dpop-nonce')!;
    moveClock(200);
    expect((await ask({ nonce: next })).status).toBe(200);
    expect((await ask({ nonce })).body.error).toBe('use_dpop_nonce');
  });

  it('rejects a nonce that is too old or from the future', async () => {
    const nonce = await freshNonce();
    moveClock(299);
    expect((await ask({ nonce })).status).toBe(200);
    moveClock(2);
    expect((await ask({ nonce })).body.error).toBe('use_dpop_nonce');
    moveClock(3600);
    const later = await freshNonce();
    vi.useRealTimers();
    expect((await ask({ nonce: later })).body.error).toBe('use_dpop_nonce');
  });

  it('§4.3 item 11 uses the time of the nonce, so that the clock of the client may be wrong', async () => {
    const iat = Math.floor(Date.now() / 1000);
    for (const off of [-86_400, 86_400]) {
      const nonce = await freshNonce();
      expect((await ask({ nonce, iat: iat + off })).status).toBe(200);
    }
  });

  it('§11.1 records a used proof for as long as its nonce is valid', async () => {
    const proof = tokenProof(backoffice, key, { nonce: await freshNonce() });
    const again = async () => dpopTokenRequest(backoffice, backoffice.client, proof);
    expect((await again()).status).toBe(200);
    for (const seconds of [0, 100, 100]) {
      moveClock(seconds);
      expect((await again()).body.error).toBe('invalid_dpop_proof');
    }
    moveClock(101);
    expect((await again()).body.error).toBe('use_dpop_nonce');
  });
});

describe('RFC 9449 §9, nonces at the API', () => {
  async function boundToken(): Promise<string> {
    return (await ask({ nonce: await freshNonce() })).body.access_token;
  }

  it('rejects a proof without a nonce and sends a nonce, with which the request is accepted', async () => {
    const token = await boundToken();
    const { status, headers, body } = await call(token, {});
    expect({ status, nonce: headers.get('dpop-nonce'), code: body.errors[0].code }).toEqual({
      status: 401,
      nonce: NONCE,
      code: 'use_dpop_nonce',
    });
    expect(headers.get('www-authenticate')).toBe(
      'DPoP realm="backoffice", error="use_dpop_nonce", ' +
        'error_description="the proof needs the nonce of the DPoP-Nonce header", ' +
        `resource_metadata="${backoffice.url}/.well-known/oauth-protected-resource/api", ` +
        'algs="ES256 RS256 PS256 EdDSA Ed25519"',
    );
    const answer = await call(token, { nonce: headers.get('dpop-nonce') });
    expect({ status: answer.status, nonce: answer.headers.get('dpop-nonce') }).toEqual({
      status: 200,
      nonce: null,
    });
  });

  it('§8.2 sends a new nonce when half of the lifetime of the old one is over', async () => {
    const nonce = await freshNonce();
    const token = await boundToken();
    moveClock(151);
    const { status, headers } = await call(token, { nonce });
    expect({ status, nonce: headers.get('dpop-nonce') }).toEqual({ status: 200, nonce: NONCE });
  });

  it('does not count a missing nonce as a rejected request of the client, unlike a proof of another key', async () => {
    const nonce = await freshNonce();
    const token = await boundToken();
    const denied = vi.spyOn(backoffice.app.get(Usage), 'denied');
    expect((await call(token, {})).status).toBe(401);
    expect(denied).not.toHaveBeenCalled();
    const proof = apiProof(backoffice, dpopKey(), token, { nonce });
    expect((await dpopRequest(backoffice, token, proof)).status).toBe(401);
    expect(denied.mock.calls).toEqual([[backoffice.client.clientId]]);
  });
});

describe('RFC 9449 §8, without required nonces', () => {
  let lenient: TestApplications;
  beforeAll(async () => {
    lenient = await startApplications((config) => {
      Object.assign(config.dpop, { iatWindow: 5, nonceLifetime: 20 });
    });
  });
  afterAll(async () => lenient.stop());

  it('a nonce that is sent must still be valid, so that operators can switch the requirement', async () => {
    const { body, headers } = await ask({ nonce: await freshNonce() }, lenient.backoffice);
    expect(body.error).toBe('use_dpop_nonce');
    const nonce = headers.get('dpop-nonce');
    expect((await ask({ nonce }, lenient.backoffice)).status).toBe(200);
    expect((await ask({}, lenient.backoffice)).status).toBe(200);
  });

  it('the configuration sets the window of iat and the lifetime of a nonce', async () => {
    const { backoffice: server } = lenient;
    moveClock(0); // the clock stands still
    const nonce = (await ask({ nonce: 'x' }, server)).headers.get('dpop-nonce');
    const iat = Math.floor(Date.now() / 1000);
    expect((await ask({ iat: iat - 3 }, server)).status).toBe(200);
    const { body } = await ask({ iat: iat - 7 }, server);
    expect(body.error_description).toMatch(
      /^iat is 5 seconds or more from the time of the server, \d{10}$/,
    );
    moveClock(18);
    expect((await ask({ nonce }, server)).status).toBe(200);
    moveClock(3);
    expect((await ask({ nonce }, server)).body.error).toBe('use_dpop_nonce');
  });
});
