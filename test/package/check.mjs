/**
 * Runs the two applications that `.ci/package` has built, with a database of its own each, and uses
 * them as their users do: a program with openid-client, and a person with a token of the application.
 * It also runs the test of each application.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as openid from 'openid-client';
import { Client } from 'pg';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000; // beside other steps of CI

await Promise.all(['express', 'fastify'].map(checkApplication));

async function checkApplication(framework) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    DATABASE_URL: await newDatabase(framework),
    KEY_ENCRYPTION_KEY: (await run('npx', ['--no', 'latchkey', 'keys', 'new-kek'])).stdout.trim(),
    PORT: String(port),
    PUBLIC_URL: url,
    SESSION_SECRET: 'a secret of the application',
  };
  const { stdout } = await run(process.execPath, [`${framework}/dist/create-client.js`, 'erp'], {
    env,
  });
  const client = JSON.parse(stdout);

  const server = spawn(process.execPath, [`${framework}/dist/main.js`], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilListening(server, url);
    await checkPrograms(url, client);
    await checkPeople(url, env.SESSION_SECRET);
    await run(process.execPath, [`${framework}/dist/reports.test.js`], { env });
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  process.stdout.write(`${framework}: works\n`);
}

/** A program gets a token with openid-client, and calls the route for programs with it. */
async function checkPrograms(url, { clientId, clientSecret }) {
  const options = { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] };
  const discovered = async (secret) =>
    openid.discovery(new URL(url), clientId, undefined, openid.ClientSecretBasic(secret), options);

  const configuration = await discovered(clientSecret);
  const granted = await openid.clientCredentialsGrant(configuration, { scope: 'reports:read' });
  assert.equal(granted.scope, 'reports:read');
  const token = granted.access_token;
  const reports = await openid.fetchProtectedResource(
    configuration,
    token,
    new URL(`${url}/reports`),
    'GET',
  );
  assert.deepEqual(await reports.json(), { clientId, reports: [] });

  await assert.rejects(openid.clientCredentialsGrant(await discovered('wrong'), {}), {
    code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
    status: 401,
  });
  await assert.rejects(openid.clientCredentialsGrant(configuration, { scope: 'reports:write' }), {
    error: 'invalid_scope',
    status: 400,
  });
  const refused = await get(`${url}/reports`, 'not-a-token');
  assert.equal(refused.status, 401);
  assert.match(refused.headers.get('www-authenticate'), /^Bearer .*error="invalid_token"/);
  assert.equal((await get(`${url}/profile`, token)).status, 401);
}

/** The strategy of the application works as before, and its tokens are none of this server. */
async function checkPeople(url, secret) {
  const token = hs256({ sub: 'ann', exp: Math.floor(Date.now() / 1000) + 60 }, secret);
  const profile = await get(`${url}/profile`, token);
  assert.deepEqual(await profile.json(), { name: 'ann' });
  assert.equal((await get(`${url}/reports`, token)).status, 401);
  assert.equal((await fetch(`${url}/nothing`)).status, 404);
}

async function get(url, token) {
  return fetch(url, { headers: { Authorization: `Bearer ${token}` } });
}

function hs256(claims, secret) {
  const input = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

async function newDatabase(name) {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = name;
  return url.href;
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function untilListening(server, url) {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await pause(50)) {
    assert.equal(server.exitCode, null, 'the application ended by itself');
    assert.ok(Date.now() < deadline, 'the application takes too long to start');
    const response = await fetch(`${url}/.well-known/jwks.json`).catch(() => null);
    if (response?.ok) return;
  }
}
