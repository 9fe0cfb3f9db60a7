import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type TestClient } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { operationsWith } from '../support/operations.js';
import { applyDiff, codeOf } from '../support/page-code.js';
import { untilAnswered } from '../support/replicas.js';
import { copyRepository } from '../support/repository-copy.js';
import { type Answer, api, credentials, request, tokenRequest } from '../support/requests.js';

const PAGE = 'docs/adding-a-resource.md';

const code = codeOf(readFileSync(PAGE, 'utf8'));
const changed = code.map(({ path }) => path);

/** The compiler takes 6 s of CPU time, and other tests run at the same time. */
const BUILT_AFTER_MS = 240_000;

let copy: string;
let database: TestDatabase;
let server: Command;
let application: { url: string };
let client: TestClient;
let token: string;

/** Copies the repository and adds the code of the page. */
async function generate(): Promise<string> {
  const root = await copyRepository();
  for (const { path, kind, block } of code) {
    const target = join(root, path);
    if (existsSync(target) !== (kind === 'edit')) throw new Error(`${path} cannot be ${kind}`);
    await mkdir(dirname(target), { recursive: true });
    const text = kind === 'new' ? block : applyDiff(readFileSync(target, 'utf8'), block);
    writeFileSync(target, text);
  }
  return root;
}

/** Runs a program of `node_modules` in the copy. @throws Error with its output when it fails */
async function run(program: string, ...words: string[]): Promise<void> {
  const command = resolve('node_modules/.bin', program);
  const env = { PATH: process.env.PATH };
  await promisify(execFile)(command, words, { cwd: copy, env }).catch(
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      throw new Error(`${program} fails: ${stdout}${stderr}`);
    },
  );
}

/** Starts the back office of the copy, which migrates the database. Returns its environment. */
async function start(): Promise<Record<string, string>> {
  const port = String(await freePort());
  const environment = {
    PATH: process.env.PATH ?? '',
    LATCHKEY_CONFIG: join(copy, 'config.yml'),
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    BACKOFFICE_DATABASE_URL: database.urlOf('backoffice'),
    BACKOFFICE_HOST: '127.0.0.1',
    BACKOFFICE_PORT: port,
    BACKOFFICE_MANAGEMENT_PORT: '0',
    BACKOFFICE_URL: `http://127.0.0.1:${port}`,
    BACKOFFICE_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  server = new Command({ environment }, join(copy, 'dist/apps/backoffice/src/main.js'));
  application = { url: environment.BACKOFFICE_URL };
  const failed = server.ended().then((end) => Promise.reject(new Error(JSON.stringify(end))));
  await Promise.race([untilAnswered(application.url), failed]);
  return environment;
}

/** Creates a client with `latchkey` of the copy, which must know the scopes. */
async function createClient(environment: Record<string, string>): Promise<TestClient> {
  const scopes = 'price-lists:read price-lists:write users:read';
  const options = ['--side', 'backoffice', '--name', 'test', '--scopes', scopes, '--json'];
  const words = ['clients', 'create', ...options];
  const command = new Command({ environment }, join(copy, 'bin/latchkey.js'), ...words);
  const { code: exitCode, output, errors } = await command.ended();
  if (exitCode !== 0) throw new Error(output + errors);
  return JSON.parse(output) as TestClient;
}

async function tokenOf(scope?: string): Promise<string> {
  const { status, body } = await tokenRequest(application, { ...credentials(client), scope });
  expect(status).toBe(200);
  return body.access_token;
}

beforeAll(async () => {
  copy = await generate();
  await run('tsc', '-b', 'tsconfig.build.json');
  database = await createDatabase();
  client = await createClient(await start());
  token = await tokenOf();
}, BUILT_AFTER_MS);
afterAll(async () => {
  server?.signal('SIGTERM');
  await server?.ended();
  await database?.drop();
  await rm(copy, { recursive: true, force: true });
});

async function call(method: string, path: string, document?: object): Promise<Answer> {
  return api(application, token, path, { method, document });
}

const namesOf = ({ body }: Answer) =>
  body.data.map(({ attributes }: { attributes: { name: string } }) => attributes.name);

describe('the resource of docs/adding-a-resource.md', () => {
  it('takes at most six new files and two edits', () => {
    const count = (kind: string) => code.filter((each) => each.kind === kind).length;
    expect(changed).toContain('apps/backoffice/src/price-lists/price-lists.controller.ts');
    expect(count('new')).toBeLessThanOrEqual(6);
    expect(count('edit')).toBeLessThanOrEqual(2);
    expect(new Set(changed).size).toBe(changed.length);
  });

  it('passes the linter and the formatter', async () => {
    const checks = [run('prettier', '--check', ...changed)];
    checks.push(run('oxlint', '--type-aware', '--deny-warnings', ...changed));
    await expect(Promise.all(checks)).resolves.toEqual([undefined, undefined]);
  });

  it('passes the architecture test', async () => {
    const test = ['--project', 'unit', 'test/architecture.spec.ts'];
    await expect(run('vitest', 'run', ...test)).resolves.toBe(undefined);
  });

  it('is created, listed, filtered and sorted over HTTP', async () => {
    const made = [
      { name: 'Retail', currency: 'EUR', validFrom: '2026-01-01' },
      { name: 'Trade', currency: 'GBP', validFrom: null },
      { name: 'Alder', currency: 'EUR' },
    ];
    for (const attributes of made) {
      const document = { data: { type: 'price-lists', attributes } };
      const { status, body } = await call('POST', '/api/price-lists', document);
      expect({ status, body }).toMatchObject({ status: 201, body: { data: { attributes } } });
    }
    const found = async (query: string) => namesOf(await call('GET', `/api/price-lists?${query}`));
    expect(await found('')).toEqual(['Retail', 'Trade', 'Alder']);
    expect(await found('filter[currency]=EUR&sort=name')).toEqual(['Alder', 'Retail']);
    expect(await found('sort=-name')).toEqual(['Trade', 'Retail', 'Alder']);
    expect(await found('filter[name]=trade')).toEqual(['Trade']);
    expect(await found('filter[validFrom][exists]=true')).toEqual(['Retail']);
  });

  it('is changed and deleted, each time with an event of the audit trail', async () => {
    const attributes = { name: 'Short', currency: 'USD' };
    const made = await call('POST', '/api/price-lists', {
      data: { type: 'price-lists', attributes },
    });
    const { id } = made.body.data as { id: string };
    const path = `/api/price-lists/${id}`;
    const change = { data: { type: 'price-lists', id, attributes: { currency: 'EUR' } } };
    expect(await call('PATCH', path, change)).toMatchObject({
      status: 200,
      body: { data: { attributes: { ...attributes, currency: 'EUR' } } },
    });
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    const events = await database.query(
      `SELECT action FROM audit_events
       WHERE subject_type = 'price-lists' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'price-list.created',
      'price-list.updated',
      'price-list.deleted',
    ]);
  });

  it('takes part in atomic operations', async () => {
    const attributes = { name: 'Several', currency: 'USD' };
    const operations = operationsWith(application, token);
    const added = await operations.send({ op: 'add', data: { type: 'price-lists', attributes } });
    expect(added).toMatchObject({
      status: 200,
      body: { 'atomic:results': [{ data: { type: 'price-lists', attributes } }] },
    });
    const [{ data }] = added.body['atomic:results'] as [{ data: { id: string } }];
    const ref = { type: 'price-lists', id: data.id };
    const change = { ...ref, attributes: { currency: 'GBP' } };
    const { status } = await operations.send({ op: 'update', data: change }, { op: 'remove', ref });
    expect(status).toBe(200);
    expect((await call('GET', `/api/price-lists/${data.id}`)).status).toBe(404);
  });

  it('rejects what the definition, the input class and the table do not allow', async () => {
    const errorsOf = async (attributes: object) => {
      const document = { data: { type: 'price-lists', attributes } };
      const { status, body } = await call('POST', '/api/price-lists', document);
      return { status, errors: body.errors };
    };
    const at = (name: string) => ({ pointer: `/data/attributes/${name}` });
    expect(await errorsOf({ name: 'x', currency: 'XXX' })).toMatchObject({
      status: 422,
      errors: [{ code: 'validation_failed', source: at('currency') }],
    });
    expect(await errorsOf({ name: 'retail', currency: 'EUR' })).toMatchObject({
      status: 409,
      errors: [{ code: 'already_exists', source: at('name') }],
    });
  });

  it('answers 403 to a token without the scope', async () => {
    const { status, body } = await api(
      application,
      await tokenOf('users:read'),
      '/api/price-lists',
    );
    expect({ status, body }).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'insufficient_scope' }] },
    });
  });

  it('is in the OpenAPI document, and in its list of scopes', async () => {
    const { body } = await request(`${application.url}/api/openapi.json`);
    expect(Object.keys(body.paths['/api/price-lists'])).toEqual(
      expect.arrayContaining(['get', 'post', 'delete']),
    );
    const { flows } = body.components.securitySchemes.accessToken;
    expect(flows.clientCredentials.scopes).toMatchObject({
      'price-lists:read': 'read price-lists',
      'price-lists:write': 'write price-lists',
    });
  });
});
