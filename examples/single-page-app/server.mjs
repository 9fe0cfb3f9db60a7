/**
 * Serves the page of this folder. Any server of static files can do this in production.
 *
 *     LATCHKEY_URL=http://localhost:3001 CLIENT_ID=… PORT=4002 node examples/single-page-app/server.mjs
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fail, latchkeyUrl } from '../environment.mjs';

const latchkey = latchkeyUrl();
const { CLIENT_ID: clientId, PORT = '4002' } = process.env;
if (!clientId) fail('set CLIENT_ID to the id of a public client, see docs/sign-in-apps.md');

const page = await readFile(new URL('index.html', import.meta.url));
const script = await readFile(new URL('app.js', import.meta.url));

/** Neither of them is secret. A build can write them into the script instead. */
const settings = JSON.stringify({ latchkey, clientId });

const FILES = {
  '/': { type: 'text/html; charset=utf-8', body: page },
  '/app.js': { type: 'text/javascript; charset=utf-8', body: script },
  '/settings.json': { type: 'application/json', body: settings },
};

/** Scripts only from here, so that nobody else's script can read the tokens. */
const POLICY = `default-src 'none'; script-src 'self'; connect-src 'self' ${latchkey}; frame-ancestors 'none'`;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = FILES[pathname];
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'no-referrer',
  });
  response.end(file.body);
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => server.close());
