/**
 * Signs a person in with the authorization code flow and PKCE, and shows the own profile. The page is
 * a public client: it has no secret. Tokens stay in memory, where a reload removes them. Then the
 * person is still signed in at Latchkey, and one click gets new tokens without a form.
 */
const SCOPE = 'profile:read';

const { latchkey, clientId } = await (await fetch('/settings.json')).json();
const metadata = await (await fetch(`${latchkey}/.well-known/openid-configuration`)).json();
const redirectUri = `${location.origin}/`;

/** The answer of the token endpoint; `until` is the time in milliseconds at which it expires. */
let tokens = null;

/** Sends the browser to Latchkey. Verifier and state stay in this tab. */
async function signIn() {
  const signingIn = { verifier: randomText(), state: randomText() };
  sessionStorage.setItem('sign-in', JSON.stringify(signingIn));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signingIn.verifier));
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: signingIn.state,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: 'S256',
  });
  location.assign(`${metadata.authorization_endpoint}?${parameters}`);
}

/** Exchanges the code of the answer. An answer that this tab did not ask for is not accepted. */
async function finishSignIn(answer) {
  const { verifier, state } = JSON.parse(sessionStorage.getItem('sign-in') ?? '{}');
  sessionStorage.removeItem('sign-in');
  history.replaceState(null, '', '/'); // the code belongs neither in a bookmark nor in the history
  if (answer.get('state') !== state || answer.get('iss') !== metadata.issuer) {
    throw new Error('the answer does not belong to a sign-in of this tab');
  }
  if (answer.has('error')) throw new Error(answer.get('error_description'));
  await requestTokens({
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

async function requestTokens(parameters) {
  const body = new URLSearchParams({ client_id: clientId, ...parameters });
  const response = await fetch(metadata.token_endpoint, {
    method: 'POST',
    body,
    credentials: 'omit',
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error_description);
  tokens = { ...answer, until: Date.now() + (answer.expires_in - 30) * 1000 };
}

/** Reads from the API. A refresh token works once, so the next answer has another one. */
async function read(path) {
  if (tokens.until < Date.now()) {
    await requestTokens({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  }
  const headers = {
    Authorization: `Bearer ${tokens.access_token}`,
    'Content-Type': 'application/vnd.api+json',
  };
  const response = await fetch(latchkey + path, { headers, credentials: 'omit' });
  const document = await response.json();
  if (!response.ok) throw new Error(document.errors[0].detail);
  return document.data;
}

/** Ends the tokens of this page. The person stays signed in at Latchkey. */
async function signOut() {
  const token = tokens.refresh_token ?? tokens.access_token;
  const body = new URLSearchParams({ client_id: clientId, token });
  await fetch(metadata.revocation_endpoint, { method: 'POST', body });
  tokens = null;
  await show();
}

async function show() {
  element('sign-in').hidden = tokens !== null;
  element('sign-out').hidden = tokens === null;
  if (tokens === null) return say('You are not signed in.');
  const { attributes } = await read('/api/users/mine');
  say(`Hello ${attributes.firstName} ${attributes.lastName}`);
}

const element = (id) => document.getElementById(id);

/** Shows text, never HTML: it may come from other people. */
function say(text) {
  element('view').textContent = text;
}

/** 256 random bits. */
const randomText = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Begins again after a failure, such as a refresh token that has ended. */
function fail({ message }) {
  tokens = null;
  element('sign-in').hidden = false;
  element('sign-out').hidden = true;
  say(`You are not signed in: ${message}`);
}

async function start() {
  const answer = new URLSearchParams(location.search);
  if (answer.has('code') || answer.has('error')) await finishSignIn(answer);
  await show();
}

element('sign-in').addEventListener('click', () => void signIn().catch(fail));
element('sign-out').addEventListener('click', () => void signOut().catch(fail));
await start().catch(fail);
