import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSide,
  type TestApplication,
  type TestClient,
  type TestSide,
} from '../support/applications.js';
import {
  answerOf,
  authorize,
  authorized,
  createPerson,
  hopOf,
  open,
  peopleClient,
  pkce,
  REDIRECT_URI,
  requestOf,
} from '../support/people-clients.js';
import { type Answer, request } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let client: TestClient;
let person: string;
let cookie: string;
const { challenge } = pkce();

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
  client = await peopleClient(applications, 'backoffice');
  person = await createPerson(applications, 'backoffice');
  cookie = await signIn(applications, 'backoffice', person);
});
afterAll(async () => applications.stop());

type Others = Record<string, string | undefined>;

const asked = (others: Others = {}, by = client) => requestOf(by, challenge, others);

/** The parameters of a redirect with an error. */
const failure = (error: string) => ({
  error,
  error_description: expect.any(String),
  state: 'xyz',
  iss: backoffice.url,
});

const CODE = expect.stringMatching(/^[\w-]{43}$/);

/** Returns the parts of an answer that tell an error page from a redirect. */
function shown({ status, headers, body }: Answer) {
  const type = headers.get('content-type')?.split(';')[0];
  const cache = headers.get('cache-control');
  return { status, location: headers.get('location'), type, cache, body: body as unknown };
}

/** An error page with the text, and no redirect. */
const page = (text: string) => ({
  status: 400,
  location: null,
  type: 'text/html',
  cache: 'no-store',
  body: expect.stringContaining(text),
});

describe('RFC 6749 §4.1, the authorization endpoint', () => {
  it('§4.1.2 answers with a code and the state (RFC 6749 §3.1, RFC 8252 §7.2)', async () => {
    const answer = await authorized(backoffice, asked(), cookie);
    expect(answerOf(answer)).toEqual({ code: CODE, state: 'xyz', iss: backoffice.url });
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\/callback\?code=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('§4.1.2 leaves the state out when the request has none', async () => {
    const answer = await authorized(backoffice, asked({ state: undefined }), cookie);
    expect(answerOf(answer)).toEqual({ code: CODE, iss: backoffice.url });
  });

  it('§3.1 treats a parameter without a value as omitted, and ignores unknown ones', async () => {
    const answer = await authorized(backoffice, asked({ scope: '', nothing: 'x' }), cookie);
    expect(answerOf(answer)).toMatchObject({ code: CODE });
  });

  it.each(['client_id', 'redirect_uri'])('§3.1 shows a page for a repeated %s', async (name) => {
    const parameters = asked();
    parameters.append(name, parameters.get(name)!);
    expect(shown(await authorize(backoffice, parameters))).toEqual(
      page(`${name} must appear once`),
    );
  });

  it.each(['response_type', 'scope', 'code_challenge', 'prompt', 'nonce'])(
    '§3.1 redirects with invalid_request for a repeated %s',
    async (name) => {
      const parameters = asked({ scope: 'users:read', prompt: 'login', nonce: 'n' });
      parameters.append(name, parameters.get(name)!);
      expect(answerOf(await authorize(backoffice, parameters))).toEqual(failure('invalid_request'));
    },
  );

  it('§3.1 redirects without a state when it is repeated', async () => {
    const parameters = asked();
    parameters.append('state', 'other');
    const { state: _, ...error } = failure('invalid_request');
    expect(answerOf(await authorize(backoffice, parameters))).toEqual(error);
  });

  it.each([
    ['an unknown client', { client_id: '00000000-0000-4000-8000-000000000000' }, 'no client'],
    ['a malformed client id', { client_id: "'" }, 'no client'],
    ['a missing client id', { client_id: undefined }, 'client_id is missing'],
    ['a missing redirect URI', { redirect_uri: undefined }, 'redirect_uri is missing'],
    ['another redirect URI', { redirect_uri: 'https://evil.example/' }, 'redirect_uri is not one'],
  ])(
    '§4.1.2.1 shows a page, and never redirects, for %s (RFC 6749 §3.1.2.3, §3.1.2.4, §10.15, RFC 9700 §4.11.2)',
    async (_, others, text) =>
      expect(shown(await authorize(backoffice, asked(others)))).toEqual(page(text)),
  );

  it('§4.1.2.1 shows a page for a client that is disabled', async () => {
    const disabled = await peopleClient(applications, 'backoffice');
    await applications.database.query(
      'UPDATE oauth_clients SET enabled = false WHERE client_id = $1',
      [disabled.clientId],
    );
    expect(shown(await authorize(backoffice, asked({}, disabled)))).toEqual(page('not active'));
  });

  it.each<[string, Others, string]>([
    ['response_type is missing', { response_type: undefined }, 'invalid_request'],
    ['response_type is token', { response_type: 'token' }, 'unsupported_response_type'],
    [
      'response_type is code id_token',
      { response_type: 'code id_token' },
      'unsupported_response_type',
    ],
    ['the client lacks the scope', { scope: 'users:write' }, 'invalid_scope'],
    ['the scope is malformed', { scope: 'users:read  profile:read' }, 'invalid_scope'],
    ['the resource is another API', { resource: 'https://other.example/' }, 'invalid_target'],
  ])(
    '§4.1.2.1 redirects with an error when %s (RFC 6749 §3.1.1, RFC 9700 §2.1.2)',
    async (_, others, error) =>
      expect(answerOf(await authorize(backoffice, asked(others)))).toEqual(failure(error)),
  );

  it('§4.1.2.1 redirects with unauthorized_client for a client without the grant', async () => {
    const machine = await peopleClient(applications, 'backoffice', {
      grantTypes: ['client_credentials'],
    });
    const answer = await authorize(backoffice, asked({}, machine));
    expect(answerOf(answer)).toEqual(failure('unauthorized_client'));
  });

  it('§3.1.2 keeps the query of the redirect URI', async () => {
    const uri = 'https://app.example/callback?tenant=1';
    const tenant = await peopleClient(applications, 'backoffice', { redirectUris: [uri] });
    const answer = await authorized(backoffice, asked({ redirect_uri: uri }, tenant), cookie);
    expect(answerOf(answer)).toEqual({
      tenant: '1',
      code: CODE,
      state: 'xyz',
      iss: backoffice.url,
    });
  });
});

describe('RFC 9700, the authorization endpoint', () => {
  it.each([
    `${REDIRECT_URI}/`,
    `${REDIRECT_URI}/../evil`,
    `${REDIRECT_URI}?code=1`,
    `${REDIRECT_URI}#x`,
    'https://app.example',
    'https://app.example.evil.example/callback',
    'https://app.example@evil.example/callback',
    'https://аpp.example/callback', // a Cyrillic letter
    'http://app.example/callback',
    'https://APP.example/callback',
    'https://app.example:443/callback',
    'javascript:alert(1)',
  ])(
    '§2.1 rejects the redirect URI %s, which is not registered exactly (RFC 9700 §4.1.3, OpenID Connect Core §3.1.2.1)',
    async (uri) =>
      expect(shown(await authorize(backoffice, asked({ redirect_uri: uri })))).toEqual(
        page('redirect_uri is not one'),
      ),
  );

  it('§2.1 accepts any port of a registered loopback address (RFC 8252 §7.3, RFC 9700 §4.1.3)', async () => {
    const native = await peopleClient(applications, 'backoffice', {
      redirectUris: ['http://127.0.0.1/callback'],
    });
    const uri = 'http://127.0.0.1:49152/callback';
    const answer = await authorized(backoffice, asked({ redirect_uri: uri }, native), cookie);
    expect(answer.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:49152\/callback\?code=/);
  });

  it.each<[string, Others]>([
    ['no code_challenge', { code_challenge: undefined }],
    ['no code_challenge_method, which means plain', { code_challenge_method: undefined }],
    ['code_challenge_method=plain', { code_challenge_method: 'plain' }],
    ['a short code_challenge', { code_challenge: 'short' }],
    ['a code_challenge with other characters', { code_challenge: '+'.repeat(43) }],
  ])('§2.1.1 rejects %s (RFC 7636 §4.4.1, §7.2, RFC 9700 §4.8.2)', async (_, others) =>
    expect(answerOf(await authorize(backoffice, asked(others)))).toEqual(
      failure('invalid_request'),
    ),
  );

  it.each(['fragment', 'form_post', 'query.jwt', 'web_message', 'nonsense'])(
    '§2.1.2 rejects response_mode=%s, and answers in the query',
    async (mode) => {
      const answer = await authorize(backoffice, asked({ response_mode: mode }));
      expect(answerOf(answer)).toEqual(failure('invalid_request'));
      expect(new URL(answer.headers.get('location')!).hash).toBe('');
    },
  );

  it('§4.4 names the issuer in every answer, so a client notices a mix-up (RFC 9207, RFC 9207 §2)', async () => {
    const answers = [
      await authorized(backoffice, asked(), cookie),
      await authorize(backoffice, asked({ response_type: 'token' })),
    ];
    expect(answers.map((answer) => answerOf(answer).iss)).toEqual([backoffice.url, backoffice.url]);
  });

  it('§4.11.2 does not redirect before a valid request is continued', async () => {
    const answer = await authorize(backoffice, asked());
    expect(new URL(hopOf(backoffice, answer)).origin).toBe(backoffice.url);
    expect(answer.headers.get('location')).toBeNull();
  });

  it('§4.11.2 redirects with an error to a third party only after the person has signed in', async () => {
    const third = await peopleClient(applications, 'backoffice', { isThirdParty: true });
    for (const others of [{ scope: 'nothing' }, { response_type: undefined }] as Others[]) {
      const continued = hopOf(backoffice, await authorize(backoffice, asked(others, third)));
      const nobody = await open(continued);
      expect(nobody.headers.get('location')).toMatch(/^\/sign-in\?/);
      const { error } = answerOf(await open(continued, cookie));
      expect(error).toBe('scope' in others ? 'invalid_scope' : 'invalid_request');
      expect(shown(await open(continued, cookie))).toEqual(page('start again'));
    }
    const silent = asked({ scope: 'nothing', prompt: 'none' }, third);
    expect(answerOf(await authorized(backoffice, silent))).toEqual(failure('invalid_scope'));
  });

  it('§4.12 redirects with 303, after which a browser sends no form again (RFC 9700 §2.1)', async () => {
    expect((await authorized(backoffice, asked(), cookie)).status).toBe(303);
    expect((await authorize(backoffice, asked({ response_type: 'token' }))).status).toBe(303);
  });

  it('§4.16 forbids other pages to frame every page of the endpoint (RFC 6749 §10.13, RFC 9700 §4.2.4, OpenID Connect Core §3.1.2.3)', async () => {
    const pages = [
      await authorize(backoffice, asked()),
      await authorize(backoffice, asked({ redirect_uri: 'https://evil.example/' })),
    ];
    for (const { headers } of pages) {
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/); // §4.2.4
    }
  });

  it('answers a request once, even when it is continued twice at the same time', async () => {
    const at = hopOf(backoffice, await authorize(backoffice, asked()));
    const answers = await Promise.all([open(at, cookie), open(at, cookie), open(at, cookie)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      303, 400, 400,
    ]);
    expect(shown(await open(at, cookie))).toEqual(page('start again'));
  });

  it.each(['', 'x', 'x'.repeat(43)])('continues no request with the id %j', async (id) => {
    const { status } = await open(
      `${backoffice.url}/oauth2-authorize/continue?request=${id}`,
      cookie,
    );
    expect(status).toBe(400);
  });
});

describe('OpenID Connect Core §3.1.2, the authorization endpoint', () => {
  it('§3.1.2.1 accepts a form by POST (OpenID Connect Core §3.1.2.5)', async () => {
    const url = `${backoffice.url}/oauth2-authorize`;
    const answer = await request(url, { method: 'POST', body: asked({ scope: 'openid' }) });
    const continued = await open(hopOf(backoffice, answer), cookie);
    expect(answerOf(continued)).toEqual({ code: CODE, state: 'xyz', iss: backoffice.url });
  });

  it.each(['display', 'ui_locales', 'claims_locales', 'acr_values'])(
    '§3.1.2.1 ignores %s (OpenID Connect Core §15.1)',
    async (name) => {
      const answer = await authorized(backoffice, asked({ scope: 'openid', [name]: 'x' }), cookie);
      expect(answerOf(answer)).toMatchObject({ code: CODE });
    },
  );

  it('§3.1.2.3 sends a person who is not signed in to the sign-in, with the hint (RFC 6749 §3.1)', async () => {
    const answer = await authorized(backoffice, asked({ login_hint: 'ann@example.com' }));
    expect(answer.status).toBe(303);
    const at = new URL(answer.headers.get('location')!, backoffice.url);
    expect(at.origin + at.pathname).toBe(`${backoffice.url}/sign-in`);
    expect(at.searchParams.get('return_to')).toMatch(
      /^\/oauth2-authorize\/continue\?request=[\w-]{43}$/,
    );
    expect(at.searchParams.get('login_hint')).toBe('ann@example.com');
  });

  it.each(['login', 'select_account', 'login consent'])(
    '§3.1.2.3 asks a person who is signed in again for prompt=%s (OpenID Connect Core §3.1.2.1, §15.1)',
    async (prompt) => {
      const early = await signIn(applications, 'backoffice', person, { age: 60 });
      const at = hopOf(backoffice, await authorize(backoffice, asked({ prompt })));
      expect((await open(at, early)).headers.get('location')).toContain('/sign-in?');
      const later = await signIn(applications, 'backoffice', person);
      expect((await open(at, later)).headers.get('location') ?? '').not.toContain('/sign-in?');
    },
  );

  it('§3.1.2.1 asks a person again whose authentication is older than max_age (OpenID Connect Core §15.1)', async () => {
    const early = await signIn(applications, 'backoffice', person, { age: 60 });
    const old = await authorized(backoffice, asked({ max_age: '30' }), early);
    expect(old.headers.get('location')).toContain('/sign-in?');
    expect(answerOf(await authorized(backoffice, asked({ max_age: '90' }), early))).toMatchObject({
      code: CODE,
    });
  });

  it('§3.1.2.1 answers prompt=none without a page: a code, or login_required (OpenID Connect Core §3.1.2.3, §3.1.2.6)', async () => {
    const prompt = 'none';
    expect(answerOf(await authorized(backoffice, asked({ prompt }), cookie))).toEqual({
      code: CODE,
      state: 'xyz',
      iss: backoffice.url,
    });
    const nobody = await authorized(backoffice, asked({ prompt }));
    expect(answerOf(nobody)).toEqual(failure('login_required'));
  });

  it.each<[string, Others, string]>([
    ['prompt=none with another value', { prompt: 'none login' }, 'invalid_request'],
    ['an unknown prompt', { prompt: 'create' }, 'invalid_request'],
    ['a max_age that is no number', { max_age: '-1' }, 'invalid_request'],
    ['a foreign id_token_hint', { id_token_hint: 'a.b.c' }, 'invalid_request'],
    ['a state with other characters', { state: 'é' }, 'invalid_request'],
    ['a nonce that is too long', { nonce: 'n'.repeat(501) }, 'invalid_request'],
    ['a login_hint with a line break', { login_hint: 'a\nb' }, 'invalid_request'],
    ['claims that are no JSON object', { claims: 'x' }, 'invalid_request'],
    ['a dpop_jkt that is no thumbprint', { dpop_jkt: 'x' }, 'invalid_request'],
    ['a request object', { request: 'a.b.c' }, 'request_not_supported'],
    [
      'a request_uri of another server',
      { request_uri: 'https://a.example/' },
      'request_uri_not_supported',
    ],
    ['a registration', { registration: '{}' }, 'registration_not_supported'],
  ])(
    '§3.1.2.6 redirects with an error for %s (RFC 6749 §10.14, OpenID Connect Core §3.1.2.1, §3.1.2.2, §6)',
    async (_, others, error) => {
      const { state: sent, ...rest } = failure(error);
      const expected = 'state' in others ? rest : { ...rest, state: sent };
      expect(answerOf(await authorize(backoffice, asked(others)))).toEqual(expected);
    },
  );
});
