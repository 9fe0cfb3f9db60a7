import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import {
  createPerson,
  hopOf,
  open,
  peopleClient,
  REDIRECT_URI,
} from '../support/people-clients.js';
import { signIn } from '../support/sign-in.js';
import { decode } from '../support/tokens.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

describe.each(SIDES)('OpenID clients of the %s', (side) => {
  const scope = 'openid profile email profile:read';

  /** Opens the URL of an authorization request in the browser of a new person. */
  async function visit(url: URL) {
    const person = await createPerson(applications, side);
    const cookie = await signIn(applications, side, person);
    const { headers } = await open(hopOf(applications[side], await open(url.href)), cookie);
    return { person, callback: new URL(headers.get('location')!) };
  }

  async function clientOf(others: object = {}) {
    const scopes = ['profile:read'];
    return peopleClient(applications, side, { scopes, ...others });
  }

  it.each([
    ['without DPoP', false],
    ['with DPoP', true],
  ])(
    'openid-client works %s: code, PKCE, ID token, the API, refresh (OpenID Connect Core §3.1.3.2, §3.1.3.7)',
    async (_, isBound) => {
      const { url } = applications[side];
      const registered = await clientOf({ dpopBoundAccessTokens: isBound });
      const configuration = await openid.discovery(
        new URL(url),
        registered.clientId,
        undefined,
        openid.ClientSecretBasic(registered.clientSecret),
        { execute: [openid.allowInsecureRequests] },
      );
      expect(configuration.serverMetadata().supportsPKCE()).toBe(true);
      const DPoP = isBound
        ? openid.getDPoPHandle(configuration, await openid.randomDPoPKeyPair())
        : undefined;
      const pkceCodeVerifier = openid.randomPKCECodeVerifier();
      const expectedState = openid.randomState();
      const expectedNonce = openid.randomNonce();
      const { person, callback } = await visit(
        openid.buildAuthorizationUrl(configuration, {
          redirect_uri: REDIRECT_URI,
          scope,
          code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
          code_challenge_method: 'S256',
          state: expectedState,
          nonce: expectedNonce,
          max_age: '3600',
          ...(DPoP && { dpop_jkt: await DPoP.calculateThumbprint() }),
        }),
      );
      const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 3600 };
      const tokens = await openid.authorizationCodeGrant(
        configuration,
        callback,
        checks,
        undefined,
        {
          DPoP,
        },
      );
      expect(tokens.claims()).toMatchObject({ sub: person, nonce: expectedNonce, amr: ['pwd'] });
      expect(tokens).toMatchObject({ token_type: isBound ? 'dpop' : 'bearer', scope });

      const read = async (accessToken: string) => {
        const mine = new URL(`${url}/api/users/mine`);
        const response = await openid.fetchProtectedResource(
          configuration,
          accessToken,
          mine,
          'GET',
          undefined,
          undefined,
          { DPoP },
        );
        return (await response.json()) as object;
      };
      expect(await read(tokens.access_token)).toMatchObject({ data: { id: person } });
      const refreshed = await openid.refreshTokenGrant(
        configuration,
        tokens.refresh_token!,
        undefined,
        { DPoP },
      );
      expect(await read(refreshed.access_token)).toMatchObject({ data: { id: person } });
    },
  );

  it('oauth4webapi works: the issuer in the answer, code, PKCE, ID token', async () => {
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(applications[side].url);
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, insecure),
    );
    const { clientId, clientSecret } = await clientOf();
    const client = { client_id: clientId };
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const at = new URL(server.authorization_endpoint!);
    at.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).toString();
    const { person, callback } = await visit(at);
    const parameters = oauth.validateAuthResponse(server, client, callback, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(clientSecret),
      parameters,
      REDIRECT_URI,
      verifier,
      insecure,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    expect(decode(tokens.id_token!).claims).toMatchObject({ sub: person, aud: clientId });
  });

  it('oauth4webapi notices the answer of another server (mix-up, RFC 9207 §2.4, RFC 9700 §4.4)', async () => {
    const { clientId } = await clientOf();
    const other = {
      issuer: 'https://evil.example',
      authorization_endpoint: 'https://evil.example/',
    };
    const state = oauth.generateRandomState();
    const at = new URL(`${applications[side].url}/oauth2-authorize`);
    at.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      code_challenge: await oauth.calculatePKCECodeChallenge('x'.repeat(43)),
      code_challenge_method: 'S256',
      state,
    }).toString();
    const { callback } = await visit(at);
    expect(() =>
      oauth.validateAuthResponse(other, { client_id: clientId }, callback, state),
    ).toThrow('unexpected "iss"');
  });
});
