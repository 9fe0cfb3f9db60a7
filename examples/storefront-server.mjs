/**
 * A small shop server: shoppers sign in at Latchkey and see their own profile. The browser gets
 * pages and a session cookie. Tokens and the secret never leave this process.
 *
 *     LATCHKEY_URL=http://localhost:3001 CLIENT_ID=… CLIENT_SECRET=… PORT=4001 node examples/storefront-server.mjs
 *
 * The client needs the scope profile:read, the grant types authorization_code and
 * refresh_token, and http://127.0.0.1/callback as a redirect URI (docs/sign-in-apps.md). SHOP_URL is
 * the address of the shop for browsers, if that is another one.
 */
import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import * as client from 'openid-client';
import { clientCredentials, latchkeyUrl } from './environment.mjs';

const { PORT = '4001', SHOP_URL } = process.env;
const latchkey = latchkeyUrl();
const { clientId, clientSecret } = clientCredentials();

const configuration = await client.discovery(new URL(latchkey), clientId, clientSecret, undefined, {
  // openid-client refuses http. Allow it for a server on your own machine only.
  execute: latchkey.startsWith('http:') ? [client.allowInsecureRequests] : [],
});

const SIGN_IN_LIFETIME_MS = 600_000;
const MAX_SIGN_INS = 10_000;

/** In memory for the example. Several processes need a store that they share. */
const signIns = new Map();
const sessions = new Map();

const app = fastify({ bodyLimit: 4096 });
app.addContentTypeParser('application/x-www-form-urlencoded', (_request, body, done) =>
  body.resume().on('end', () => done(null, {})),
);
app.addHook('onRequest', async (_request, reply) => {
  // Pages of persons: no cache may keep them, no other site may show them in a frame.
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
  });
});

app.get('/', async (_request, reply) => page(reply, '<a href="/sign-in">Sign in</a>'));

/** Sends the browser to Latchkey. What comes back is accepted only in the same browser. */
app.get('/sign-in', async (_request, reply) => {
  if (signIns.size >= MAX_SIGN_INS) return page(reply.status(503), '<p>Try again later.</p>');
  const [id, state, nonce] = [randomUUID(), client.randomState(), client.randomNonce()];
  const verifier = client.randomPKCECodeVerifier();
  signIns.set(id, { state, nonce, verifier });
  setTimeout(() => signIns.delete(id), SIGN_IN_LIFETIME_MS).unref();
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${shopUrl()}/callback`,
    scope: 'openid profile:read',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return reply.header('set-cookie', cookie('sign-in', id)).redirect(address.href, 303);
});

/** Exchanges the code for tokens, and makes a session with a new id. */
app.get('/callback', async ({ headers, url }, reply) => {
  const id = cookieOf(headers, 'sign-in');
  const signIn = signIns.get(id);
  signIns.delete(id);
  if (!signIn)
    return page(reply.status(403), '<p>The sign-in is too old. <a href="/">Back</a></p>');
  try {
    const checks = { expectedState: signIn.state, expectedNonce: signIn.nonce };
    const tokens = await client.authorizationCodeGrant(configuration, new URL(url, shopUrl()), {
      pkceCodeVerifier: signIn.verifier,
      ...checks,
    });
    const session = randomUUID();
    sessions.set(session, sessionOf(tokens));
    return reply.header('set-cookie', cookie('session', session)).redirect('/account', 303);
  } catch (error) {
    console.error(`a sign-in failed: ${error.error ?? error.message}`);
    return page(reply.status(403), '<p>You are not signed in. <a href="/">Back</a></p>');
  }
});

app.get('/account', async ({ headers }, reply) => {
  const id = cookieOf(headers, 'session');
  const person = await personOf(id);
  if (!person) return reply.redirect('/', 303);
  return page(
    reply,
    `<h1>${escaped(person.firstName)} ${escaped(person.lastName)}</h1>
     <form method="post" action="/sign-out"><button>Sign out</button></form>`,
  );
});

/** Ends the session here and its tokens at Latchkey. The cookie is Lax: no other site can do this. */
app.post('/sign-out', async ({ headers }, reply) => {
  const id = cookieOf(headers, 'session');
  const session = sessions.get(id);
  sessions.delete(id);
  if (session) await client.tokenRevocation(configuration, session.refreshToken);
  return reply.header('set-cookie', `${cookie('session', '')}; Max-Age=0`).redirect('/', 303);
});

/** Returns what the pages show of the person who is signed in, or undefined. */
async function personOf(id) {
  const session = await freshSession(id);
  if (!session) return undefined;
  const response = await fetch(`${latchkey}/api/users/mine?fields[users]=firstName,lastName`, {
    headers: {
      Authorization: `Bearer ${session.accessToken}`,
      'Content-Type': 'application/vnd.api+json',
    },
  });
  // Latchkey rejects the token when the account is disabled or the sign-in was ended there.
  if (!response.ok) return undefined;
  const { data } = await response.json();
  return data.attributes;
}

/** Returns the session with an access token that has not expired; undefined when there is none. */
async function freshSession(id) {
  const session = sessions.get(id);
  if (!session || session.until > Date.now()) return session;
  try {
    const tokens = await client.refreshTokenGrant(configuration, session.refreshToken);
    sessions.set(id, sessionOf(tokens));
  } catch {
    sessions.delete(id);
  }
  return sessions.get(id);
}

/** A refresh token works once, so each answer has the next one. */
function sessionOf({
  access_token: accessToken,
  refresh_token: refreshToken,
  expires_in: seconds,
}) {
  return { accessToken, refreshToken, until: Date.now() + (seconds - 30) * 1000 };
}

function cookie(name, value) {
  const secure = shopUrl().startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function cookieOf({ cookie: header = '' }, name) {
  const cookies = header.split('; ').map((pair) => pair.split('='));
  return cookies.find(([each]) => each === name)?.[1];
}

function page(reply, content) {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>${content}</body></html>`);
}

const escaped = (text) =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const shopUrl = () => SHOP_URL ?? `http://127.0.0.1:${app.server.address().port}`;

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
console.log(`listening on ${shopUrl()}`);
process.once('SIGTERM', () => void app.close());
