import {
  type CanActivate,
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpCode,
  Injectable,
  Logger,
  Module,
  Param,
  Patch,
  Post,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsBoolean, IsEmail, IsOptional, IsString, Length } from 'class-validator';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InjectOptions } from 'light-my-request';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  collection,
  document,
  JsonApi,
  JsonApiError,
  JsonApiErrorFilter,
  JsonApiModule,
  QueryFlag,
  ResourceAttributes,
  type ResourceDefinition,
  ResourceIdentifiers,
  ResourceQuery,
  ResourceSelection,
} from './index.js';
import { relationshipDocument } from './response/document.js';
import { JSON_API_MEDIA_TYPE } from './negotiation/media-type.js';
import { LIMITS } from '../../../test/support/json-api-limits.js';

interface User {
  id: string;
  username: string;
  email: string;
  birthday: string | null;
  enabled: boolean;
  createdAt: Date;
  secretHash: string;
}

const userResource = {
  type: 'users',
  path: '/api/users',
  attributes: {
    username: { type: 'string', ignoreCase: true, filter: true, sort: true },
    email: { type: 'string', filter: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', sort: true, readOnly: true },
  },
} satisfies ResourceDefinition<User>;

class CreateUser {
  @IsString()
  @Length(3, 20)
  username: string;

  @IsEmail()
  email: string;

  @IsOptional()
  birthday?: string | null;

  @IsBoolean()
  enabled: boolean = true;

  @IsOptional()
  @Length(8)
  password?: unknown;
}

class UpdateUser {
  @IsOptional()
  @Length(3, 20)
  username?: string;

  @IsOptional()
  birthday?: string | null;

  @IsOptional()
  enabled?: boolean;
}

const ada: User = {
  id: '7',
  username: 'ada',
  email: 'ada@example.com',
  birthday: null,
  enabled: true,
  createdAt: new Date('2020-01-01T00:00:00.123Z'),
  secretHash: 'never shown',
};
const adaAttributes = {
  username: 'ada',
  email: 'ada@example.com',
  birthday: null,
  enabled: true,
  createdAt: '2020-01-01T00:00:00.123Z',
};

let received: unknown;

@JsonApi()
@Controller('api/users')
class UsersController {
  @Get()
  list(@ResourceQuery(userResource) query: ResourceQuery) {
    received = query;
    return collection(userResource, { rows: [ada], hasNext: true }, query);
  }

  @Get(':id')
  read(@Param('id') id: string, @ResourceSelection(userResource) selection: ResourceSelection) {
    if (id !== ada.id) throw JsonApiError.notFound('users', id);
    return document(userResource, ada, selection);
  }

  @Post()
  create(@ResourceAttributes(userResource, CreateUser) user: CreateUser) {
    received = user;
    return document(userResource, Object.assign({}, ada, user));
  }

  @Patch(':id')
  update(@ResourceAttributes(userResource, UpdateUser) changes: UpdateUser) {
    received = changes;
    return document(userResource, Object.assign({}, ada, changes));
  }

  @Delete(':id')
  @HttpCode(204)
  delete(@QueryFlag('evenIfUsed') evenIfUsed: boolean) {
    received = evenIfUsed;
  }

  @Get(':id/relationships/roles')
  roles(@Param('id') id: string) {
    const self = `/api/users/${id}/relationships/roles`;
    const related = `/api/roles?filter[user]=${id}`;
    return relationshipDocument({ self, related }, [{ type: 'roles', id: '3' }]);
  }

  @Post(':id/relationships/roles')
  @HttpCode(204)
  addRoles(@ResourceIdentifiers('roles') ids: string[]) {
    received = ids;
  }

  @Delete(':id/relationships/roles')
  @HttpCode(204)
  removeRoles(@ResourceIdentifiers('roles') ids: string[]) {
    received = ids;
  }
}

@Injectable()
class NobodyGuard implements CanActivate {
  canActivate(): boolean {
    throw Object.assign(new Error('invalid_token: expired'), {
      status: 401,
      code: 'invalid_token',
      description: 'the token has expired',
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  }
}

@JsonApi()
@UseGuards(NobodyGuard)
@Controller('guarded')
class GuardedController {
  @Get()
  read() {}
}

@Controller('broken')
class BrokenController {
  @Get('bug')
  bug() {
    throw Object.assign(new Error('password is hunter2'), { status: 403, statusCode: 403 });
  }

  @Get('nothing')
  nothing() {
    return Promise.reject();
  }

  @Get('taken')
  taken() {
    const pointer = '/data/attributes/name';
    const described = { status: 409, code: 'already_exists', description: 'it is taken', pointer };
    throw Object.assign(new Error('of another library'), described);
  }

  @Get('forbidden')
  forbidden() {
    throw new ForbiddenException('not on a Sunday');
  }
}

@Module({
  imports: [JsonApiModule.register({ ...LIMITS, defaultPageSize: 2, maxPageSize: 5 })],
  controllers: [UsersController, GuardedController, BrokenController],
})
class Application {}

let app: NestFastifyApplication;

beforeAll(async () => {
  const adapter = new FastifyAdapter({
    bodyLimit: 10_000,
    genReqId: () => 'request-1',
    frameworkErrors: renderRouterError,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  // As lenient as possible, so that only the library rejects input.
  const parseJson = fastify.getDefaultJsonParser('ignore', 'ignore');
  fastify.addContentTypeParser<string>(
    JSON_API_MEDIA_TYPE,
    { parseAs: 'string' },
    (req, body, done) => {
      if (body === '' && req.method === 'DELETE') done(null);
      else void parseJson(req, body, done);
    },
  );
  app = await NestFactory.create<NestFastifyApplication>(Application, adapter, { logger: false });
  app.useGlobalFilters(new JsonApiErrorFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterAll(() => app.close());

beforeEach(() => {
  received = undefined;
});

/** Requests that the router rejects never reach Nest. */
function renderRouterError(error: FastifyError, req: FastifyRequest, reply: FastifyReply): void {
  new JsonApiErrorFilter().catch(error, new ExecutionContextHost([req, reply]));
}

async function request(options: InjectOptions) {
  const { statusCode: status, headers, payload } = await app.inject(options);
  return { status, headers, body: payload === '' ? undefined : JSON.parse(payload) };
}

function get(url: string, headers: Record<string, string> = {}) {
  return request({ method: 'GET', url, headers });
}

function send(method: 'POST' | 'PATCH', url: string, body: unknown, type = JSON_API_MEDIA_TYPE) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return request({ method, url, payload, headers: { 'content-type': type } });
}

function create(attributes: object) {
  return send('POST', '/api/users', { data: { type: 'users', attributes } });
}

function update(attributes: object, id: unknown = '7') {
  return send('PATCH', '/api/users/7', { data: { type: 'users', id, attributes } });
}

const valid = { username: 'ada', email: 'ada@example.com' };

describe('JSON:API 1.1, content negotiation', () => {
  it('answers a GET that has a Content-Type and no Accept', async () => {
    const answer = await get('/api/users/7', { 'content-type': JSON_API_MEDIA_TYPE });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/vnd.api+json', vary: 'Accept' },
    });
  });

  it.each([
    '*/*',
    'application/*',
    'application/json',
    'application/vnd.api+json',
    'APPLICATION/VND.API+JSON',
    'application/vnd.api+json;q=0.5',
    'application/vnd.api+json; profile="https://example.com/a,b;c"',
    'application/vnd.api+json; ext=""',
    'application/vnd.api+json; charset=utf-8, application/vnd.api+json',
    'text/html, application/json;q=0.1',
    'application/json;q=0, */*',
    'application/vnd.api+json; q=nonsense',
    '',
    ' , ,',
  ])('accepts Accept: %s', async (accept) => {
    expect(await get('/api/users/7', { accept })).toMatchObject({ status: 200 });
  });

  it.each([
    'text/html',
    'application/vnd.api+json; charset=utf-8',
    'application/vnd.api+json; charset=utf-8, */*',
    'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"',
    'application/vnd.api+json;q=0',
    'application/vnd.api+json;q=0, */*',
    'application/*;q=0, */*',
    '*/*;q=0',
    'nonsense',
    '"',
    ';;;q="\\',
  ])('answers 406 to Accept: %s', async (accept) => {
    expect(await get('/api/users/7', { accept })).toMatchObject({
      status: 406,
      headers: { 'content-type': 'application/vnd.api+json', vary: 'Accept' },
      body: { errors: [{ code: 'not_acceptable', source: { header: 'Accept' } }] },
    });
  });

  it.each([
    'application/vnd.api+json; charset=utf-8',
    'application/vnd.api+json; q=1',
    'application/vnd.api+json; ext="https://jsonapi.org/ext/atomic"',
    'application/vnd.api+json; profile="a"; ext="b"',
    'application/vnd.api+json; ext=""; ext="b"',
  ])('answers 415 to Content-Type: %s, also without a body', async (type) => {
    const body = { data: { type: 'users', attributes: valid } };
    const refused = { status: 415, body: { errors: [{ code: 'unsupported_media_type' }] } };
    expect(await get('/api/users', { 'content-type': type })).toMatchObject(refused);
    expect(await send('POST', '/api/users', body, type)).toMatchObject(refused);
  });

  it.each(['application/xml', 'text/json', 'text/plain', 'image/png'])(
    'answers 415 to a body that is %s',
    async (type) => {
      expect(await send('POST', '/api/users', '{}', type)).toMatchObject({
        status: 415,
        headers: { 'content-type': 'application/vnd.api+json' },
        body: { errors: [{ code: 'unsupported_media_type' }] },
      });
    },
  );

  it('answers 415 to a body without Content-Type', async () => {
    const answer = await request({ method: 'POST', url: '/api/users', payload: Buffer.from('{}') });
    expect(answer).toMatchObject({ status: 415 });
  });

  it('ignores a profile that it does not know', async () => {
    const body = { data: { type: 'users', attributes: valid } };
    const type = 'application/vnd.api+json; profile="https://example.com/unknown"';
    expect(await send('POST', '/api/users', body, type)).toMatchObject({ status: 201 });
  });

  it('answers 401 first when the caller is a stranger', async () => {
    expect(await get('/guarded', { accept: 'text/html' })).toMatchObject({ status: 401 });
  });
});

describe('JSON:API 1.1, fetching data', () => {
  it('answers a resource with its declared attributes and nothing else', async () => {
    expect((await get('/api/users/7')).body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: '/api/users/7' },
      data: {
        type: 'users',
        id: '7',
        attributes: adaAttributes,
        links: { self: '/api/users/7' },
      },
    });
  });

  it('answers a collection, and no last link', async () => {
    const { body } = await get('/api/users?sort=-createdAt&page[number]=2&filter[email]=a@x,b@y');
    const others = 'sort=-createdAt&filter%5Bemail%5D=a%40x,b%40y';
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: {
        self: '/api/users?sort=-createdAt&page%5Bnumber%5D=2&filter%5Bemail%5D=a%40x,b%40y',
        first: `/api/users?${others}`,
        prev: `/api/users?${others}`,
        next: `/api/users?${others}&page%5Bnumber%5D=3`,
      },
      data: [
        { type: 'users', id: '7', attributes: adaAttributes, links: { self: '/api/users/7' } },
      ],
    });
  });

  it('answers only the requested fields, or no field', async () => {
    const { body } = await get('/api/users/7?fields[users]=username,enabled');
    expect(body).toMatchObject({
      links: { self: '/api/users/7?fields%5Busers%5D=username,enabled' },
    });
    expect(body.data.attributes).toEqual({ username: 'ada', enabled: true });
    expect((await get('/api/users/7?fields[users]=')).body.data.attributes).toEqual({});
    expect((await get('/api/users?fields[users]=email')).body.data[0].attributes).toEqual({
      email: 'ada@example.com',
    });
  });

  it('applies the page limits of the module', async () => {
    await get('/api/users');
    expect(received).toMatchObject({ page: { number: 1, size: 2 } });
    expect(await get('/api/users?page[size]=6')).toMatchObject({
      status: 400,
      body: { errors: [{ detail: 'page[size] must be an integer from 1 to 5' }] },
    });
  });

  it.each(['/api/users/7?q=1', '/api/users/7?page[size]=1', '/api/users/7?sort=id'])(
    'refuses a query parameter that a resource does not have: %s',
    async (url) => {
      expect(await get(url)).toMatchObject({
        status: 400,
        body: { errors: [{ code: 'unknown_parameter' }] },
      });
    },
  );

  it('rejects a repeated parameter that is not a list', async () => {
    expect(await get('/api/users?page[size]=1&page%5Bsize%5D=2')).toMatchObject({
      status: 400,
      body: {
        errors: [{ detail: 'page[size] must appear once', source: { parameter: 'page[size]' } }],
      },
    });
  });

  it('reads a repeated list as one list', async () => {
    expect(await get('/api/users?sort=username&sort=-id')).toMatchObject({
      status: 200,
      body: { links: { self: '/api/users?sort=username&sort=-id' } },
    });
  });

  it('answers 404 to an unknown id', async () => {
    expect(await get('/api/users/8')).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: {
        jsonapi: { version: '1.1' },
        errors: [
          {
            id: 'request-1',
            status: '404',
            code: 'not_found',
            title: 'Not found',
            detail: 'there is no resource of type users with the id 8',
          },
        ],
      },
    });
  });

  it('answers HEAD without a body', async () => {
    const found = await request({ method: 'HEAD', url: '/api/users/7' });
    const missing = await request({ method: 'HEAD', url: '/api/users/8' });
    expect(found).toMatchObject({ status: 200, body: undefined });
    expect(missing).toMatchObject({ status: 404, body: undefined });
  });
});

describe('JSON:API 1.1, creating a resource', () => {
  it('answers 201 with the resource and its Location', async () => {
    const answer = await create({ ...valid, birthday: '1815-12-10' });
    expect(received).toEqual({ ...valid, birthday: '1815-12-10', enabled: true });
    expect(received).toBeInstanceOf(CreateUser);
    expect(answer).toMatchObject({
      status: 201,
      headers: { location: '/api/users/7', 'content-type': 'application/vnd.api+json' },
      body: { data: { type: 'users', id: '7' } },
    });
  });

  it('ignores @-members, links and meta', async () => {
    const data = {
      type: 'users',
      '@context': {},
      attributes: { ...valid, '@note': 1 },
      links: {},
      meta: {},
    };
    const answer = await send('POST', '/api/users', { data, '@id': 1, meta: {}, jsonapi: {} });
    expect(answer).toMatchObject({ status: 201 });
    expect(received).toEqual({ ...valid, enabled: true });
  });

  it.each([
    ['null', ''],
    ['[]', ''],
    ['"data"', ''],
    [{}, ''],
    [{ data: null }, '/data'],
    [{ data: [] }, '/data'],
    [{ data: 'users' }, '/data'],
    [{ data: {} }, '/data'],
    [{ data: { type: 7 } }, '/data'],
    [{ data: { type: 'users', attributes: [] } }, '/data/attributes'],
    [{ data: { type: 'users', attributes: null } }, '/data/attributes'],
  ])('answers 400 to the malformed document %j', async (body, pointer) => {
    expect(await send('POST', '/api/users', body)).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'invalid_document', source: { pointer } }] },
    });
  });

  it('answers 400 to a request without a document', async () => {
    expect(await request({ method: 'POST', url: '/api/users' })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'invalid_document', source: { pointer: '' } }] },
    });
  });

  it.each([
    [{ data: { type: 'users', attributes: valid, relationships: {} } }],
    [{ data: { type: 'users', attributes: valid, 'a/b~c': 1 } }],
    [{ data: { type: 'users', attributes: valid }, included: [], '@context': {}, other: 1 }],
  ])('ignores members that the specification does not define: %j', async (body) => {
    expect(await send('POST', '/api/users', body)).toMatchObject({ status: 201 });
  });

  it('answers 409 to another type', async () => {
    expect(await send('POST', '/api/users', { data: { type: 'roles' } })).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'type_mismatch', source: { pointer: '/data/type' } }] },
    });
  });

  it('answers 403 to a client-generated id', async () => {
    expect(await send('POST', '/api/users', { data: { type: 'users', id: '9' } })).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'client_generated_id', source: { pointer: '/data/id' } }] },
    });
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'secretHash'])(
    'answers 400 to the unknown attribute %s',
    async (name) => {
      const attributes = `{"username":"ada","email":"ada@example.com","${name}":{"polluted":1}}`;
      const answer = await send(
        'POST',
        '/api/users',
        `{"data":{"type":"users","attributes":${attributes}}}`,
      );
      expect(answer).toMatchObject({
        status: 400,
        body: {
          errors: [{ code: 'unknown_attribute', source: { pointer: `/data/attributes/${name}` } }],
        },
      });
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('rejects a read-only attribute with its own code', async () => {
    expect(await create({ ...valid, createdAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'read_only_attribute', detail: 'createdAt is read-only' }] },
    });
  });

  it('answers 422 with one error object for each invalid attribute', async () => {
    const { status, body } = await create({ username: 'a', birthday: '2021-02-29' });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        id: 'request-1',
        status: '422',
        code: 'validation_failed',
        title: 'Validation failed',
        detail: 'birthday must be a date such as 2020-01-31',
        source: { pointer: '/data/attributes/birthday' },
      },
      {
        id: 'request-1',
        status: '422',
        code: 'validation_failed',
        title: 'Validation failed',
        detail: 'username must be longer than or equal to 3 characters',
        source: { pointer: '/data/attributes/username' },
      },
      {
        id: 'request-1',
        status: '422',
        code: 'validation_failed',
        title: 'Validation failed',
        detail: 'email must be an email',
        source: { pointer: '/data/attributes' },
      },
    ]);
  });

  it('answers 400 when the problems have different statuses', async () => {
    const { status, body } = await create({ username: 'a', email: valid.email, colour: 'red' });
    expect(status).toBe(400);
    expect(body.errors.map((error: { status: string }) => error.status)).toEqual(['400', '422']);
  });

  it.each([
    ['enabled', 'yes'],
    ['enabled', 1],
    ['enabled', null],
    ['username', 7],
    ['username', null],
    ['username', ['ada']],
    ['birthday', '2020-01-31T00:00:00Z'],
    ['birthday', '0000-01-01'],
    ['birthday', '2020-W05'],
  ])('converts nothing: %s may not be %j', async (name, value) => {
    const { status, body } = await create({ ...valid, [name]: value });
    expect(status).toBe(422);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].source).toEqual({ pointer: `/data/attributes/${name}` });
  });

  it.each([
    ['username', 'a\0da'],
    ['username', 'ada\uD800'],
    ['password', 'a\0dadadada'],
    ['password', ['adadadada', { deep: '\uDC00' }]],
    ['password', JSON.parse(`${'['.repeat(4000)}${']'.repeat(4000)}`)],
  ])('rejects text that PostgreSQL cannot store, in %s', async (name, value) => {
    expect(await create({ ...valid, [name]: value })).toMatchObject({
      status: 422,
      body: { errors: [{ source: { pointer: `/data/attributes/${name}` } }] },
    });
  });

  it('accepts surrogate pairs, which are characters', async () => {
    expect(await create({ ...valid, username: 'ada 🦊' })).toMatchObject({ status: 201 });
  });

  it('bounds the number of error objects', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`x${n}`, n]));
    expect((await create(attributes)).body.errors).toHaveLength(20);
  });
});

describe('JSON:API 1.1, updating a resource', () => {
  it('changes what is sent and nothing else', async () => {
    expect(await update({ birthday: null })).toMatchObject({ status: 200 });
    expect(Object.entries(received as object)).toEqual([['birthday', null]]);
  });

  it('rejects null for an attribute that is not nullable, even if the class allows it', async () => {
    expect(await update({ username: null })).toMatchObject({
      status: 422,
      body: { errors: [{ detail: 'username must not be null' }] },
    });
  });

  it.each([undefined, 7, null])('answers 400 when the id is %j', async (id) => {
    const data = { type: 'users', id, attributes: {} };
    expect(await send('PATCH', '/api/users/7', { data })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'invalid_document', source: { pointer: '/data' } }] },
    });
  });

  it('answers 409 when the id is not the one of the URL', async () => {
    expect(await update({}, '8')).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'id_mismatch', source: { pointer: '/data/id' } }] },
    });
  });
});

describe('JSON:API 1.1, a to-many relationship', () => {
  const url = '/api/users/7/relationships/roles';
  const role = (id: unknown) => ({ type: 'roles', id });

  it('is a document of identifiers', async () => {
    expect(await get(url)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/vnd.api+json', vary: 'Accept' },
    });
    expect((await get(url)).body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: url, related: '/api/roles?filter%5Buser%5D=7' },
      data: [{ type: 'roles', id: '3' }],
    });
  });

  it.each([
    [[], []],
    [
      [role('3'), role('1'), role('3')],
      ['3', '1'],
    ],
    [[{ ...role('3'), meta: {}, '@note': 1, lid: '1', attributes: {} }], ['3']],
    [Array.from({ length: 100 }, () => role('3')), ['3']],
  ])('removes duplicate ids', async (data, ids) => {
    expect(await send('POST', url, { data })).toMatchObject({ status: 204 });
    expect(received).toEqual(ids);
  });

  it.each([
    [{}, 400, 'invalid_document', ''],
    [{ data: null }, 400, 'invalid_document', '/data'],
    [{ data: role('3') }, 400, 'invalid_document', '/data'],
    [{ data: Array.from({ length: 101 }, () => role('3')) }, 400, 'invalid_document', '/data'],
    [{ data: [role('3'), null] }, 400, 'invalid_document', '/data/1'],
    [{ data: ['3'] }, 400, 'invalid_document', '/data/0'],
    [{ data: [{ id: '3' }] }, 400, 'invalid_document', '/data/0'],
    [{ data: [{ type: 'roles' }] }, 400, 'invalid_document', '/data/0'],
    [{ data: [{ ...role('3'), lid: 3 }] }, 400, 'invalid_document', '/data/0/lid'],
    [{ data: [role('3')], errors: [] }, 400, 'invalid_document', '/errors'],
    [{ data: [role(3)] }, 400, 'invalid_document', '/data/0/id'],
    [{ data: [{ type: 7, id: '3' }] }, 400, 'invalid_document', '/data/0/type'],
    [{ data: [role('3'), { type: 'users', id: '3' }] }, 409, 'type_mismatch', '/data/1/type'],
    [{ data: [role('x')] }, 404, 'related_not_found', '/data/0/id'],
  ])('rejects %j', async (body, status, code, pointer) => {
    const answer = await send('POST', url, body);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: { errors: [{ status: String(status), code, source: { pointer } }] },
    });
    expect(answer.body.errors).toHaveLength(1);
    expect(received).toBeUndefined();
  });

  it('ignores the removal of an impossible id', async () => {
    const payload = JSON.stringify({ data: [role('x'), role('3')] });
    const headers = { 'content-type': JSON_API_MEDIA_TYPE };
    expect(await request({ method: 'DELETE', url, payload, headers })).toMatchObject({
      status: 204,
    });
    expect(received).toEqual(['3']);
    const mistaken = JSON.stringify({ data: [{ type: 'users', id: '3' }] });
    expect(await request({ method: 'DELETE', url, payload: mistaken, headers })).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'type_mismatch', source: { pointer: '/data/0/type' } }] },
    });
  });

  it('is rejected with all its errors, up to a limit', async () => {
    const answer = await send('POST', url, { data: Array.from({ length: 100 }, () => 7) });
    expect(answer.body.errors).toHaveLength(20);
  });
});

describe('JSON:API 1.1, deleting a resource', () => {
  it('answers 204 without a body and without a Content-Type', async () => {
    const headers = { 'content-type': JSON_API_MEDIA_TYPE };
    const answer = await request({ method: 'DELETE', url: '/api/users/7', headers });
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(answer.headers).not.toHaveProperty('content-type');
  });
});

describe('errors from outside the library', () => {
  it('renders the pointer of such an error as its source', async () => {
    expect(await get('/broken/taken')).toMatchObject({
      status: 409,
      body: {
        errors: [
          {
            status: '409',
            code: 'already_exists',
            detail: 'it is taken',
            source: { pointer: '/data/attributes/name' },
          },
        ],
      },
    });
  });

  it('renders an error of the shape status, code, description, with its headers', async () => {
    expect(await get('/guarded')).toMatchObject({
      status: 401,
      headers: {
        'content-type': 'application/vnd.api+json',
        'www-authenticate': 'Bearer error="invalid_token"',
      },
      body: {
        errors: [
          {
            status: '401',
            code: 'invalid_token',
            title: 'Invalid token',
            detail: 'the token has expired',
          },
        ],
      },
    });
  });

  it('renders an HttpException with its message', async () => {
    expect(await get('/broken/forbidden')).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'forbidden', detail: 'not on a Sunday' }] },
    });
  });

  it('hides an unknown error and logs it with its stack', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const { status, body } = await get('/broken/bug');
    expect({ status, body }).toEqual({
      status: 500,
      body: {
        jsonapi: { version: '1.1' },
        errors: [
          {
            id: 'request-1',
            status: '500',
            code: 'internal_error',
            title: 'Internal error',
            detail: 'the server failed to answer this request',
          },
        ],
      },
    });
    expect(log).toHaveBeenCalledExactlyOnceWith({
      requestId: 'request-1',
      msg: 'password is hunter2',
      stack: expect.stringContaining('json-api.spec.ts'),
    });
    log.mockRestore();
  });

  it('answers 500 when a promise is rejected without a reason', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    expect(await get('/broken/nothing')).toMatchObject({ status: 500 });
    log.mockRestore();
  });

  it.each([
    ['GET', '/nowhere?token=secret', 404, 'not_found'],
    ['DELETE', '/api/users', 404, 'not_found'],
    ['GET', '/api/%zz', 400, 'bad_request'],
    ['GET', `/api/users/${'7'.repeat(200)}`, 414, 'uri_too_long'],
  ] as const)('renders %s %s as %i', async (method, url, status, code) => {
    const answer = await request({ method, url });
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: { errors: [{ status: String(status), code }] },
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it.each([
    ['{"data":', JSON_API_MEDIA_TYPE, 400, 'malformed_json'],
    ['{"data":', 'application/json', 400, 'malformed_json'],
    ['', JSON_API_MEDIA_TYPE, 400, 'malformed_json'],
    [' '.repeat(20_000), JSON_API_MEDIA_TYPE, 413, 'payload_too_large'],
    ['x', 'nonsense', 415, 'unsupported_media_type'],
  ])('renders an unreadable body', async (body, type, status, code) => {
    expect(await send('POST', '/api/users', body, type)).toMatchObject({
      status,
      headers: { 'content-type': 'application/vnd.api+json' },
      body: { errors: [{ status: String(status), code }] },
    });
  });

  it('names the type to send, and the limit of a body', async () => {
    const { body: type } = await send('POST', '/api/users', 'x', 'nonsense');
    expect(type.errors).toMatchObject([
      {
        detail: expect.stringContaining('must be application/vnd.api+json'),
        source: { header: 'Content-Type' },
      },
    ]);
    const { body: size } = await send('POST', '/api/users', ' '.repeat(20_000));
    expect(size.errors).toMatchObject([
      { detail: 'the request body must not be larger than 10000 bytes' },
    ]);
  });
});

describe('an input class', () => {
  it('makes the start fail when it validates nothing', () => {
    class Anything {}
    expect(() => ResourceAttributes(userResource, Anything)).toThrow(
      'Anything validates no property',
    );
  });
});

describe('the page limits of the module', () => {
  it.each([
    [0, 10],
    [11, 10],
    [1.5, 10],
    [10, 10_001],
    [NaN, 10],
  ])('make the start fail when they are %d and %d', (defaultPageSize, maxPageSize) => {
    expect(() => new JsonApiModule({ ...LIMITS, defaultPageSize, maxPageSize })).toThrow(
      'must be integers',
    );
  });
});

describe('a query flag', () => {
  const remove = async (query: string) =>
    request({ method: 'DELETE', url: `/api/users/7${query}` });

  it.each([
    ['', false],
    ['?evenIfUsed=true', true],
  ])('in the query %j is %s', async (query, flag) => {
    expect(await remove(query)).toMatchObject({ status: 204 });
    expect(received).toBe(flag);
  });

  it.each([
    ['evenIfUsed=false', 'invalid_parameter'],
    ['evenIfUsed=', 'invalid_parameter'],
    ['evenIfUsed=true&evenIfUsed=true', 'invalid_parameter'],
    ['evenifused=true', 'unknown_parameter'],
    ['fields[users]=', 'unknown_parameter'],
  ])('in the query %s is rejected as %s', async (query, code) => {
    const { status, body } = await remove(`?${query}`);
    const [parameter] = query.split('=');
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [expect.objectContaining({ code, source: { parameter } })],
    });
    expect(received).toBeUndefined();
  });

  it.each(['force', 'Force', 'force_it', ''])('cannot be named %j', (name) => {
    expect(() => QueryFlag(name)).toThrow(`${name} is not a valid name for a flag`);
  });
});
