/** The page at /api/docs: it reads the document, takes a token and tries requests. */

import { byId, element, pathOf } from './document.js';
import { operationElement } from './operation.js';

const METHODS = ['get', 'post', 'patch', 'put', 'delete'];

/** Holds the token only in memory: closing or reloading the page discards it. */
const session = { token: null };

function operationsOf(api) {
  return Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      method,
      path,
      operation: item[method],
    })),
  );
}

const groupId = (name) => `resource-${name}`;

function showOperations(api) {
  const operations = operationsOf(api);
  const groups = api.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.[0] === name);
    return element(
      'section',
      { class: 'group', id: groupId(name), 'aria-label': name },
      element('h2', {}, name, ' ', element('small', {}, description ?? '')),
      ...own.map((each) => operationElement(api, each, session)),
    );
  });
  byId('operations').replaceChildren(...groups);
  const links = api.tags.map(({ name }) => element('a', { href: `#${groupId(name)}` }, name));
  byId('resources').replaceChildren(...links);
  byId('version').textContent = api.info.version;
}

function findOperations() {
  const words = byId('find').value.toLowerCase().split(/\s+/);
  for (const group of document.querySelectorAll('.group')) {
    for (const each of group.querySelectorAll('.operation'))
      each.hidden = !words.every((word) => each.dataset.words.includes(word));
    group.hidden = !group.querySelector('.operation:not([hidden])');
    document.querySelector(`#resources [href="#${group.id}"]`).hidden = group.hidden;
  }
}

function say(text, kind = '') {
  byId('signed-in').textContent = text;
  byId('signed-in').className = kind;
  byId('sign-out').hidden = session.token === null;
}

/**
 * Requests client credentials (RFC 6749 §4.4) in a body: the secret is in no URL and not stored.
 */
async function signIn(api) {
  const { tokenUrl } = Object.values(api.components.securitySchemes).find(
    ({ type }) => type === 'oauth2',
  ).flows.clientCredentials;
  const [id, secret, scope] = ['client-id', 'client-secret', 'scope'].map((name) =>
    byId(name).value.trim(),
  );
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    ...(scope && { scope }),
  });
  session.token = null;
  try {
    const response = await fetch(pathOf(tokenUrl), { method: 'POST', body, credentials: 'omit' });
    const answer = await response.json();
    if (!response.ok)
      return say(`${response.status} ${answer.error}: ${answer.error_description}`, 'bad');
    session.token = answer.access_token;
    byId('client-secret').value = '';
    return say(
      `Signed in as ${id} for ${answer.expires_in} seconds, with ${answer.scope || 'no scope'}.`,
      'good',
    );
  } catch (error) {
    return say(`No answer: ${error.message}`, 'bad');
  }
}

const response = await fetch('openapi.json');
const api = await response.json();
showOperations(api);
byId('find').addEventListener('input', findOperations);
byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn(api);
});
byId('sign-out').addEventListener('click', () => {
  session.token = null;
  say('Signed out: this page has forgotten the token.');
});
const wanted = byId(location.hash.slice(1));
if (wanted instanceof HTMLDetailsElement) wanted.open = true;
// The browser looked for it before it was here.
wanted?.scrollIntoView();
