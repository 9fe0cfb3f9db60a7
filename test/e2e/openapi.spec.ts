import { resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WITHOUT_KEY } from '../../libs/client/src/request-headers.js';
import { SCOPES, SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { clientTypes } from '../support/client-types.js';
import { apiOf } from '../support/json-api.js';
import { DescribedAnswers, openApiDocument, operationsOf } from '../support/open-api.js';
import { credentials, request, tokenRequest } from '../support/requests.js';
import { routesOf } from '../support/routes.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

interface ExampleSchema {
  $ref?: string;
  const?: unknown;
  enum?: unknown[];
  type?: string | string[];
  oneOf?: ExampleSchema[];
  items?: ExampleSchema;
  properties?: Record<string, ExampleSchema>;
  required?: string[];
  examples?: unknown[];
}

/** Builds an example from the examples in a schema, as tools for OpenAPI do. */
function exampleOf(schema: ExampleSchema, schemas: Record<string, ExampleSchema>): unknown {
  const { $ref, examples, properties, oneOf, items, type, required = [] } = schema;
  if ($ref) return exampleOf(schemas[$ref.split('/').at(-1)!]!, schemas);
  if (examples) return examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (oneOf) return exampleOf(oneOf[0]!, schemas);
  if (properties) {
    const named = Object.entries(properties).filter(
      ([name, each]) => required.includes(name) || each.examples,
    );
    return Object.fromEntries(named.map(([name, each]) => [name, exampleOf(each, schemas)]));
  }
  if (type === 'array') return items ? [exampleOf(items, schemas)] : [];
  return type === 'string' ? 'text' : {};
}

describe.each(SIDES)('the OpenAPI document of the %s', (side) => {
  it('is a valid OpenAPI document', async () => {
    const document = await openApiDocument(applications[side]);
    expect(document.openapi).toBe('3.1.1');
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  it('describes every route of the application, and no other', async () => {
    const application = applications[side];
    const described = operationsOf(await openApiDocument(application));
    const asRoutes = described.map((operation) => operation.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(asRoutes.toSorted()).toEqual(routesOf(application).toSorted());
  });

  it('names every scope of the side, and operations need no other scope', async () => {
    const { paths, components } = await openApiDocument(applications[side]);
    const { accessToken } = components.securitySchemes as Record<
      string,
      { flows?: Record<string, { scopes: object }> }
    >;
    const { clientCredentials, authorizationCode } = accessToken!.flows!;
    const ofPeople = [...SCOPES[side], 'openid', 'profile', 'email'];
    expect(Object.keys(clientCredentials!.scopes)).toEqual(SCOPES[side]);
    expect(Object.keys(authorizationCode!.scopes)).toEqual(ofPeople);
    const needed = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .flatMap(({ security }) => security as Record<string, string[]>[])
      .flatMap((each) => Object.values(each).flat());
    expect([...new Set(needed)].filter((scope) => !ofPeople.includes(scope))).toEqual([]);
  });

  it('has the addresses of the metadata in its security schemes', async () => {
    const { url } = applications[side];
    const { body: metadata } = await request(`${url}/.well-known/openid-configuration`);
    const { components } = await openApiDocument(applications[side]);
    expect(components.securitySchemes).toMatchObject({
      accessToken: {
        type: 'oauth2',
        flows: {
          clientCredentials: { tokenUrl: metadata.token_endpoint },
          authorizationCode: {
            authorizationUrl: metadata.authorization_endpoint,
            tokenUrl: metadata.token_endpoint,
            refreshUrl: metadata.token_endpoint,
          },
        },
      },
      openId: {
        type: 'openIdConnect',
        openIdConnectUrl: `${metadata.issuer}/.well-known/openid-configuration`,
      },
      session: { type: 'apiKey', in: 'cookie', name: `latchkey-${side}` },
    });
  });

  it('accepts a session wherever it accepts a token of the API', async () => {
    const { paths } = await openApiDocument(applications[side]);
    const { security } = paths['/api/users']!.get!;
    expect(security).toEqual([{ accessToken: ['users:read'] }, { session: ['users:read'] }]);
    const { security: userinfo } = paths['/oauth2-userinfo']!.get!;
    expect(userinfo).toEqual([{ accessToken: ['openid'] }, { openId: ['openid'] }]);
  });

  it('lists the routes of a standard resource before those that its controller adds', async () => {
    const { paths } = await openApiDocument(applications[side]);
    const [path, added] =
      side === 'backoffice' ? ['/api/roles', 'users'] : ['/api/users', 'customer'];
    const all = Object.keys(paths);
    const begin = all.indexOf(path);
    expect(all.slice(begin, begin + 3)).toEqual([path, `${path}/{id}`, `${path}/{id}/${added}`]);
    expect(Object.keys(paths['/api/users']!)).toEqual(['get', 'post', 'delete']);
  });

  it('gives every operation its own id', async () => {
    const { paths } = await openApiDocument(applications[side]);
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(ids).toEqual([...new Set(ids)]);
    const toOne = side === 'backoffice' ? 'customerUsers' : 'users';
    const names = ['users.list', 'users.create', 'token.token', `${toOne}.readCustomer`];
    expect(ids).toEqual(expect.arrayContaining(names));
  });

  it('has schemas that can each be compiled', async () => {
    const answers = new DescribedAnswers(await openApiDocument(applications[side]));
    const names = Object.keys(answers.document.components.schemas!);
    for (const name of names) expect(() => answers.compile('schemas', name)).not.toThrow();
    const documents = ['CreateUserDocument', 'UpdateUserDocument'];
    expect(names).toEqual(expect.arrayContaining(['UsersResource', ...documents]));
  });

  it('has an example of each attribute of an answer, and only valid ones', async () => {
    const answers = new DescribedAnswers(await openApiDocument(applications[side]));
    const schemas = answers.document.components.schemas as Record<string, ExampleSchema>;
    const resources = Object.entries(schemas).filter(([name]) => name.endsWith('Resource'));
    expect(resources.length).toBeGreaterThan(1);
    const attributes = resources.flatMap(([name, { properties }]) =>
      Object.entries(properties!.attributes!.properties!).map(
        ([attribute, { examples }]) => [`${name}.${attribute}`, examples?.length] as const,
      ),
    );
    expect(attributes.filter(([, count]) => count !== 1)).toEqual([]);
    const documents = Object.keys(schemas).filter((name) => /^(Create|Update)/.test(name));
    expect(documents.length).toBeGreaterThan(1);
    for (const name of [...documents, ...resources.map(([each]) => each)]) {
      const validate = answers.compile('schemas', name);
      validate(exampleOf(schemas[name]!, schemas));
      expect([name, validate.errors]).toEqual([name, null]);
    }
  });

  it('has the types of libs/client; `npx vitest run openapi -u` writes them again', async () => {
    const document = await openApiDocument(applications[side]);
    const path = resolve(`libs/client/src/generated/${side}.ts`);
    await expect(await clientTypes(document, path)).toMatchFileSnapshot(path);
  });

  it('names each creation without a key, as the list in libs/client does', async () => {
    const { paths } = await openApiDocument(applications[side]);
    const creations = Object.entries(paths).filter(
      ([path, { post }]) => post && /^\/api\/[^/]+$/.test(path),
    );
    const withoutKey = creations.filter(
      ([, { post }]) => !JSON.stringify(post).includes('#/components/parameters/IdempotencyKey'),
    );
    const names = withoutKey.map(([path]) => path);
    expect(creations.length).toBeGreaterThan(names.length);
    expect(names).toEqual(creations.map(([path]) => path).filter((path) => WITHOUT_KEY.has(path)));
  });

  it('is answered 304 when the client has the current version', async () => {
    const url = `${applications[side].url}/api/openapi.json`;
    const { headers } = await request(url);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const etag = headers.get('etag')!;
    const again = await request(url, { headers: { 'If-None-Match': `"other", W/${etag}` } });
    expect([again.status, again.body]).toEqual([304, '']);
    const other = await request(url, { headers: { 'If-None-Match': '"other"' } });
    expect(other.status).toBe(200);
  });

  it('describes every answer completely', async () => {
    const application = applications[side];
    const { url, client } = application;
    const answers = new DescribedAnswers(await openApiDocument(application));
    const users = await apiOf(application, 'users:read users:write');
    const username = side === 'backoffice' ? { username: 'grace.hopper' } : {};
    const attributes = { email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper' };
    const data = { type: 'users', attributes: { ...attributes, ...username } };
    const created = await users.post('/api/users', data);
    const one = `/api/users/${created.body.data.id}`;

    answers.check(created, 'POST /api/users');
    answers.check(await users.post('/api/users', data), 'POST /api/users');
    answers.check(await users.post('/api/users', { type: 'users' }), 'POST /api/users');
    answers.check(await users.get('/api/users?page[size]=1'), 'GET /api/users');
    answers.check(await users.get('/api/users?page[total]=true'), 'GET /api/users');
    answers.check(await users.get('/api/users?sort=nothing&page[size]=1000'), 'GET /api/users');
    answers.check(await users.get('/api/users?page[after]=nothing'), 'GET /api/users');
    answers.check(await users.get(one), 'GET /api/users/{id}');
    answers.check(await users.get('/api/users/0'), 'GET /api/users/{id}');
    answers.check(await users.get('/api/users/mine'), 'GET /api/users/mine');
    answers.check(await request(`${url}/api/users`), 'GET /api/users');
    answers.check(await tokenRequest(application, credentials(client)), 'POST /oauth2-token');
    expect(answers.errors).toEqual([]);
  });
});

describe('the OpenAPI document of the backoffice', () => {
  it('describes relationships, meta, and answers without a resource', async () => {
    const application = applications.backoffice;
    const answers = new DescribedAnswers(await openApiDocument(application));
    const scopes =
      'roles:read clients:read clients:write users:write keys:read keys:write audit:read';
    const admin = await apiOf(application, scopes);
    const staff = await apiOf(application, 'users:read users:write roles:read roles:write');
    const attributes = { side: 'storefront', name: 'described', scopes: ['users:read'] };
    const acting = await apiOf(application, `${scopes} clients:admin`);
    const client = await acting.post('/api/oauth-clients', { type: 'oauth-clients', attributes });
    answers.check(client, 'POST /api/oauth-clients');
    const identifier = { type: 'oauth-clients', id: client.body.data.id };
    const secret = await acting.post('/api/oauth-client-secrets', {
      type: 'oauth-client-secrets',
      relationships: { client: { data: identifier } },
    });
    answers.check(secret, 'POST /api/oauth-client-secrets');
    const key = { type: 'signing-keys', attributes: { side: 'storefront' } };
    answers.check(await admin.post('/api/signing-keys', key), 'POST /api/signing-keys');
    const role = await staff.post('/api/roles', {
      type: 'roles',
      attributes: { name: 'described', scopes: [] },
    });
    const { id } = (await staff.get('/api/users')).body.data[0];
    const roles = [{ type: 'roles', id: role.body.data.id }];
    const path = `/api/users/${id}/relationships/roles`;
    answers.check(await staff.post(path, roles), 'POST /api/users/{id}/relationships/roles');
    answers.check(await staff.get(path), 'GET /api/users/{id}/relationships/roles');
    answers.check(await staff.get(`/api/users/${id}/roles`), 'GET /api/users/{id}/roles');
    answers.check(await staff.get(`/api/users/${id}?include=roles`), 'GET /api/users/{id}');
    for (const type of ['oauth-clients', 'oauth-client-secrets', 'signing-keys', 'audit-events']) {
      answers.check(await admin.get(`/api/${type}`), `GET /api/${type}`);
    }
    expect(answers.errors).toEqual([]);
  });

  it('describes every query parameter of a list', async () => {
    const { paths, components } = await openApiDocument(applications.backoffice);
    const { parameters } = paths['/api/users']!.get as unknown as {
      parameters: { $ref: string }[];
    };
    const names = parameters.map(({ $ref }) => {
      const { name } = components.parameters![$ref.split('/').at(-1)!] as { name: string };
      return name;
    });
    expect(names.filter((name) => !name.startsWith('filter'))).toEqual([
      ...['number', 'size', 'after', 'before', 'total'].map((name) => `page[${name}]`),
      'sort',
      'include',
      'fields[users]',
      'fields[roles]',
      'withEtags',
      'If-None-Match',
      'Latchkey-LSN',
      'X-Include',
    ]);
    expect(names.filter((name) => name.startsWith('filter[enabled]'))).toEqual([
      'filter[enabled]',
      'filter[enabled][eq]',
      'filter[enabled][neq]',
      'filter[enabled][exists]',
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lists the values of an enumeration in answers and filters', async () => {
    const { components } = await openApiDocument(applications.backoffice);
    const { parameters, schemas } = components as unknown as Record<
      'parameters' | 'schemas',
      Record<string, { schema: object; properties: { attributes: { properties: object } } }>
    >;
    const role = { type: 'string', enum: ['buyer', 'administrator'] };
    for (const operator of ['', 'Eq', 'Neq']) {
      const { schema } = parameters[`CustomerUsersFilterRole${operator}`]!;
      expect(schema).toEqual({ type: 'array', items: role });
    }
    expect(schemas.CustomerUsersResource!.properties.attributes.properties).toMatchObject({
      role,
    });
  });

  it('describes which attributes of a request are required, optional or not allowed', async () => {
    const document = await openApiDocument(applications.backoffice);
    const validate = new DescribedAnswers(document).compile('schemas', 'CreateUserDocument');
    const attributes = {
      username: 'ada',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
    };
    const isValid = (changes: object) =>
      validate({ data: { type: 'users', attributes: { ...attributes, ...changes } } });
    expect(isValid({})).toBe(true);
    expect(isValid({ phone: null, birthday: '1815-12-10', enabled: false })).toBe(true);
    const refused = [
      { username: undefined },
      { username: 'ad' },
      { username: null },
      { email: 'ada' },
      { firstName: 'x'.repeat(101) },
      { birthday: 'yesterday' },
      { enabled: 'true' },
      { createdAt: '2020-01-01T00:00:00Z' },
    ];
    for (const changes of refused)
      expect({ changes, valid: isValid(changes) }).toEqual({ changes, valid: false });
  });
});
