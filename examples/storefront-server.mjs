/**
 * A small shop server: a shopper signs in with a code that the shop sends by mail, and sees the own
 * profile. The browser gets pages and a session cookie. Token and secret never leave this process.
 *
 *     LATCHKEY_URL=http://localhost:3001 CLIENT_ID=… CLIENT_SECRET=… PORT=4001 node examples/storefront-server.mjs
 *
 * The client needs the scopes users:read and customers:read.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import { createClient, toObjects } from '@latchkey/server/client';
import { clientCredentials, latchkeyUrl } from './environment.mjs';

const { PORT = '4001' } = process.env;

/** One client for all shoppers. What a shopper may see is decided below, from the session. */
const storefront = createClient({
  url: latchkeyUrl(),
  ...clientCredentials(),
  scope: 'users:read customers:read',
});

const CODE_LIFETIME_MS = 600_000;
const MAX_ATTEMPTS = 5; // of a code with six digits
const MAX_CODES = 10_000;

/** In memory for the example. Several processes need a store that they share. */
const codes = new Map();
const sessions = new Map();

const app = fastify({ bodyLimit: 4096 });
app.addContentTypeParser(
  'application/x-www-form-urlencoded',
  { parseAs: 'string' },
  (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
);
app.addHook('onRequest', async (_request, reply) => {
  // Pages of persons: no cache may keep them, no other site may show them in a frame.
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
  });
});

app.get('/', async (_request, reply) =>
  page(reply, form('/code', '<label>E-mail <input name="email" type="email" required></label>')),
);

app.post('/code', async ({ body }, reply) => {
  const email = String(body?.email ?? '').toLowerCase();
  const person = await personOf({ 'filter[email]': [email] });
  if (person?.enabled && person.confirmed && codes.size < MAX_CODES) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    codes.set(email, { code, id: person.id, until: Date.now() + CODE_LIFETIME_MS, attempts: 0 });
    console.log(`mail to ${email}: the code is ${code}`); // send a mail here
  }
  // The same page for every address, so nobody learns who has an account.
  return page(
    reply,
    form(
      '/session',
      `<input type="hidden" name="email" value="${escaped(email)}">
       <label>Code from the mail <input name="code" inputmode="numeric" required></label>`,
    ),
  );
});

app.post('/session', async ({ body }, reply) => {
  const email = String(body?.email ?? '');
  const known = codes.get(email);
  const isUsable = known && known.until > Date.now() && ++known.attempts <= MAX_ATTEMPTS;
  if (!isUsable || known.code !== body?.code) {
    return page(reply.status(403), '<p>The code is wrong or too old.</p>');
  }
  codes.delete(email);
  const session = randomUUID();
  sessions.set(session, known.id);
  const secure = process.env.NODE_ENV === 'production' ? '; Secure' : '';
  reply.header('set-cookie', `session=${session}; Path=/; HttpOnly; SameSite=Lax${secure}`);
  return reply.redirect('/account', 303);
});

app.get('/account', async ({ headers }, reply) => {
  const [, session] = /(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '') ?? [];
  const id = sessions.get(session);
  // The id comes from the session, never from the address. The account may have ended meanwhile.
  const person = id && (await personOf({ 'filter[id]': [id] }));
  if (!person?.enabled || !person.confirmed) {
    sessions.delete(session);
    return reply.redirect('/', 303);
  }
  const company = person.customer ? `<p>Company: ${escaped(person.customer.name)}</p>` : '';
  return page(reply, `<h1>${escaped(person.firstName)} ${escaped(person.lastName)}</h1>${company}`);
});

/** Returns the person with only the members that the pages show, or undefined. */
async function personOf(filter) {
  const query = {
    ...filter,
    include: ['customer'],
    'fields[users]': ['firstName', 'lastName', 'enabled', 'confirmed', 'customer'],
    'fields[customers]': ['name'],
  };
  const { data } = await storefront.GET('/api/users', { params: { query } });
  return toObjects(data)[0];
}

const form = (action, fields) =>
  `<form method="post" action="${action}">${fields}<button>Continue</button></form>`;

function page(reply, content) {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>${content}</body></html>`);
}

const escaped = (text) =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
console.log(`listening on http://127.0.0.1:${app.server.address().port}`);
process.once('SIGTERM', () => void app.close());
