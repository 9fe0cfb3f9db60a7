import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { apiOf } from '../support/json-api.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

/**
 * A client program that uses only the types generated from the OpenAPI document, and no settings:
 * openapi-fetch sends `application/json` and repeats the name of a list for each of its members.
 */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { paths } from './api.js';

export async function summaryOf(baseUrl: string, id: string, secret: string): Promise<string[]> {
  const api = createClient<paths>({ baseUrl });
  const { data: token, error: refusal } = await api.POST('/oauth2-token', {
    body: { grant_type: 'client_credentials', client_id: id, client_secret: secret },
  });
  if (refusal) throw new Error(refusal.error_description);
  const headers = { Authorization: \`Bearer \${token.access_token}\` };
  const { data: page, error } = await api.GET('/api/users', {
    params: {
      query: {
        'page[size]': 10,
        'page[total]': true,
        sort: ['-lastName', 'email'],
        'fields[users]': ['email', 'lastName'],
        'filter[lastName]': ['Lovelace', 'Hopper'],
      },
    },
    headers,
  });
  if (error) throw new Error(error.errors.map(({ detail }) => detail).join());
  const [first] = page.data;
  await api.PATCH('/api/users/{id}', {
    params: { path: { id: first!.id } },
    body: { data: { type: 'users', id: first!.id, attributes: { lastName: 'King' } } },
    headers,
  });
  const { data: changed } = await api.GET('/api/users/{id}', {
    params: { path: { id: first!.id } },
    headers,
  });
  const lastName: string = changed!.data.attributes.lastName;
  const total: number | undefined = page.meta?.page?.total;
  return [String(total), lastName, ...page.data.map(({ attributes: { email } }) => email)];
}

export async function mistakes(api: ReturnType<typeof createClient<paths>>) {
  // @ts-expect-error: there is no such filter
  await api.GET('/api/users', { params: { query: { 'filter[shoeSize]': ['44'] } } });
  // @ts-expect-error: there is no such attribute to sort by
  await api.GET('/api/users', { params: { query: { sort: ['shoeSize'] } } });
  // @ts-expect-error: there is no such path
  await api.GET('/api/shoes');
  // @ts-expect-error: an id is required
  await api.GET('/api/users/{id}');
  const { data } = await api.GET('/api/users/{id}', { params: { path: { id: '7' } } });
  // @ts-expect-error: not an attribute
  data?.data.attributes.shoeSize;
  // @ts-expect-error: names are required
  await api.POST('/api/users', { body: { data: { type: 'users', attributes: { email: '' } } } });
}
`;

/** Writes into a folder of the project, so that the program finds node_modules. */
function folderOf(side: Side): string {
  const folder = resolve('var/test/programs', `typed-client-${side}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return folder;
}

async function writeTypes({ side, url }: TestApplication): Promise<string> {
  const folder = folderOf(side);
  const types = await openapiTS(new URL(`${url}/api/openapi.json`));
  writeFileSync(join(folder, 'api.ts'), astToString(types));
  return folder;
}

/** Compiles a program to JavaScript; returns the messages of the compiler, none on success. */
function compile(folder: string, program: string): string[] {
  const file = join(folder, 'program.ts');
  writeFileSync(file, program);
  const compiled = ts.createProgram([file], {
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const { diagnostics } = compiled.emit();
  return [...ts.getPreEmitDiagnostics(compiled), ...diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

interface Program {
  summaryOf: (url: string, clientId: string, clientSecret: string) => Promise<string[]>;
}

/** Creates two users that the program looks for, and one that it does not. */
async function createUsers(application: TestApplication): Promise<void> {
  const users = await apiOf(application, 'users:write');
  for (const name of ['Ada Lovelace', 'Grace Hopper', 'Alan Turing']) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const username = application.side === 'backoffice' ? { username: firstName } : {};
    const attributes = { firstName, lastName, ...username };
    const email = `${firstName.toLowerCase()}@example.com`;
    const data = { type: 'users', attributes: { ...attributes, email } };
    expect(await users.post('/api/users', data)).toMatchObject({ status: 201 });
  }
}

describe.each(SIDES)('a client with the OpenAPI types of the %s', (side) => {
  it('compiles, with errors for unknown members, gets a token and lists users', async () => {
    const application = applications[side];
    const folder = await writeTypes(application);
    expect(compile(folder, PROGRAM)).toEqual([]);
    await createUsers(application);
    const program = pathToFileURL(join(folder, 'program.js')).href;
    const { summaryOf } = (await import(/* @vite-ignore */ program)) as Program;
    const { clientId, clientSecret } = application.client;
    const summary = await summaryOf(application.url, clientId, clientSecret);
    expect(summary).toEqual(['2', 'King', 'ada@example.com', 'grace@example.com']);
    await expect(summaryOf(application.url, clientId, 'wrong')).rejects.toThrow(
      'client authentication failed',
    );
  });
});
