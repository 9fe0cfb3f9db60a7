import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { apiProof, boundToken, dpopKey, dpopRequest } from '../support/dpop.js';
import { accessToken, api, tokenRequest } from '../support/requests.js';
import { introspect, revoke } from '../support/revocation.js';

/** The order of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Returns the JWT with its second valid signature, made without the key: (r, n − s) for (r, s). */
function otherForm(jwt: string): string {
  const [header, claims, signature] = jwt.split('.') as [string, string, string];
  const bytes = Buffer.from(signature, 'base64url');
  const s = ORDER - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  bytes.write(s.toString(16).padStart(64, '0'), 32, 'hex');
  return `${header}.${claims}.${bytes.toString('base64url')}`;
}

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

const users = async (token: string) => {
  const { status, body } = await api(backoffice, token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
};

describe('the second form of an ES256 signature, which can be computed without the key,', () => {
  it.each([
    ['the token', (token: string) => token],
    ['its twin', otherForm],
  ])('does not bypass a revocation of %s', async (_, sent) => {
    const token = await accessToken(backoffice);
    expect(otherForm(token)).not.toBe(token);
    expect([await users(token), await users(otherForm(token))]).toEqual(['200', '200']);
    expect((await revoke(backoffice, backoffice.client, sent(token))).status).toBe(200);
    const introspector = await backoffice.createClient('tokens:introspect');
    for (const each of [token, otherForm(token)]) {
      expect(await users(each)).toBe('401 revoked_token');
      expect((await introspect(backoffice, introspector, each)).body).toEqual({ active: false });
    }
  });

  it('does not allow a second use of a client assertion', async () => {
    const key = makeClientKey();
    const { clientId } = await backoffice.createClient('users:read', { jwks: { keys: [key.jwk] } });
    const assertion = signAssertion({ issuer: backoffice.url, clientId, key });
    const ask = async (text: string) =>
      (await tokenRequest(backoffice, withAssertion(text))).status;
    expect([await ask(otherForm(assertion)), await ask(assertion)]).toEqual([200, 401]);
  });

  it('does not allow a second use of a DPoP proof, or another text of the proof', async () => {
    const key = dpopKey();
    const token = await boundToken(backoffice, key);
    const proof = apiProof(backoffice, key, token);
    const call = async (text: string, sent = token) => {
      const { status, body } = await dpopRequest(backoffice, sent, text);
      return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
    };
    expect([await call(otherForm(proof)), await call(proof)]).toEqual([
      '200',
      '401 invalid_dpop_proof',
    ]);
    expect(await call(apiProof(backoffice, key, token), otherForm(token))).toBe(
      '401 invalid_dpop_proof',
    );
  });
});
