import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { IsDefined, IsOptional, IsString } from 'class-validator';
import { describe, expect, it } from 'vitest';
import type { JsonApiError } from '../errors/json-api.error.js';
import { ResourceAttributes } from './resource-attributes.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceIdentifier } from '../definition/resource-id.js';

interface Secret {
  id: string;
  label: string;
  clientId: string;
  ownerId: string | null;
  makerId: string;
}

const secretResource = {
  type: 'secrets',
  path: '/api/secrets',
  attributes: { label: { type: 'string' } },
  relationships: {
    client: { type: 'clients', property: 'clientId' },
    owner: {
      type: () => 'staff',
      types: ['staff', 'customers'],
      property: 'ownerId',
      idType: 'uuid',
      nullable: true,
    },
    maker: { type: 'staff', property: 'makerId', readOnly: true },
    uses: { related: () => '/api/uses' },
  },
} satisfies ResourceDefinition<Secret>;

class CreateSecret {
  @IsOptional()
  @IsString()
  label?: string;

  @IsDefined()
  client: ResourceIdentifier;

  @IsOptional()
  owner?: ResourceIdentifier | null;
}

interface Parameter {
  factory: (unused: undefined, context: ExecutionContext) => unknown;
  pipes: [new () => { transform: (request: unknown) => Promise<unknown> }];
}

/** Returns the value of the decorated parameter for a request. */
async function readWith(decorator: ParameterDecorator, request: object): Promise<unknown> {
  class Controller {
    create() {}
  }
  decorator(Controller.prototype, 'create', 0);
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, Controller, 'create') as object;
  const [{ factory, pipes }] = Object.values(parameters) as [Parameter];
  const http = { getRequest: () => request };
  return new pipes[0]().transform(factory(undefined, { switchToHttp: () => http } as never));
}

function create(relationships: unknown, attributes = {}) {
  const body = { data: { type: 'secrets', attributes, relationships } };
  return readWith(ResourceAttributes(secretResource, CreateSecret), { body, params: {} });
}

/** The error objects, as [status, code, detail, pointer]. */
async function errorsOf(reading: Promise<unknown>) {
  const { errors } = (await reading.then(
    () => ({ errors: [] }),
    (error: unknown) => error,
  )) as Pick<JsonApiError, 'errors'>;
  return errors.map(({ status, code, detail, source }) => {
    return [status, code, detail, (source as { pointer: string }).pointer];
  });
}

const uuid = '0193e4a0-7c1d-7000-8000-0123456789ab';
const client = { data: { type: 'clients', id: '7' } };

describe('a to-one relationship in a request', () => {
  it('sets the identifier on the instance, without other members', async () => {
    const made = await create(
      { client: { data: { ...client.data, meta: {} }, links: {}, '@note': 1 }, '@note': 1 },
      { label: 'ci' },
    );
    expect(made).toBeInstanceOf(CreateSecret);
    expect(made).toEqual({ label: 'ci', client: { type: 'clients', id: '7' } });
    expect(Object.keys(made as object)).not.toContain('owner');
  });

  it('accepts any of the declared types', async () => {
    const owner = { type: 'customers', id: uuid };
    expect(await create({ client, owner: { data: owner } })).toEqual({
      client: client.data,
      owner,
    });
  });

  it('may be null only when it is nullable', async () => {
    expect(await create({ client, owner: { data: null } })).toEqual({
      client: client.data,
      owner: null,
    });
    expect(await errorsOf(create({ client: { data: null } }))).toEqual([
      [422, 'validation_failed', 'client must not be null', '/data/relationships/client'],
    ]);
  });

  it('is required when the class says so', async () => {
    const problem = [
      422,
      'validation_failed',
      'client should not be null or undefined',
      '/data/relationships/client',
    ];
    expect(await errorsOf(create({}))).toEqual([problem]);
    expect(await errorsOf(create(undefined))).toEqual([problem]);
  });

  it.each([[[]], [null], ['client'], [7]])(
    'is rejected when relationships is %j',
    async (relationships) => {
      expect(await errorsOf(create(relationships))).toEqual([
        [400, 'invalid_document', 'relationships must be an object', '/data/relationships'],
      ]);
    },
  );

  it.each(['colour', 'label', 'constructor', 'toString', 'a/b'])(
    'is rejected when it is unknown: %s',
    async (name) => {
      expect(await errorsOf(create({ client, [name]: { data: null } }))).toEqual([
        [
          400,
          'unknown_relationship',
          `${name} is not a relationship that can be set here; allowed: client, owner`,
          `/data/relationships/${name.replace('/', '~1')}`,
        ],
      ]);
    },
  );

  it.each(['maker', 'uses'])('is rejected when it is read-only: %s', async (name) => {
    expect(await errorsOf(create({ client, [name]: { data: null } }))).toEqual([
      [400, 'read_only_relationship', `${name} is read-only here`, `/data/relationships/${name}`],
    ]);
  });

  it('is rejected among the attributes', async () => {
    expect(await errorsOf(create({ client }, { owner: null }))).toEqual([
      [
        400,
        'unknown_attribute',
        'owner is not an attribute that can be set here; allowed: label',
        '/data/attributes/owner',
      ],
    ]);
  });

  it.each([
    [null, ''],
    [[], ''],
    ['7', ''],
    [{}, ''],
    [{ data: undefined }, '/data'],
    [{ data: [] }, '/data'],
    [{ data: '7' }, '/data'],
    [{ data: { id: '7' } }, '/data'],
    [{ data: { type: 'clients' } }, '/data'],
    [{ data: { type: 7, id: '7' } }, '/data/type'],
    [{ data: { type: 'clients', id: 7 } }, '/data/id'],
    [{ data: { ...client.data, lid: 7 } }, '/data/lid'],
  ])('is rejected when it is malformed: %j', async (relationship, place) => {
    expect(await errorsOf(create({ client: relationship }))).toEqual([
      [400, 'invalid_document', expect.any(String), `/data/relationships/client${place}`],
    ]);
  });

  it.each([
    [{ ...client, included: 1 }],
    [{ data: { ...client.data, lid: '1' } }],
    [{ data: { ...client.data, attributes: {} } }],
  ])('is read without members that the specification does not define: %j', async (relationship) => {
    expect(await create({ client: relationship })).toEqual(await create({ client }));
  });

  it('is rejected when it has another type', async () => {
    expect(await errorsOf(create({ client: { data: { type: 'users', id: '7' } } }))).toEqual([
      [
        409,
        'type_mismatch',
        'the type must be clients here',
        '/data/relationships/client/data/type',
      ],
    ]);
  });

  it.each([
    ['client', 'clients', uuid],
    ['client', 'clients', '0'],
    ['owner', 'staff', '7'],
    ['owner', 'staff', uuid.toUpperCase()],
  ])('is rejected when no resource can have the id: %s, %s, %s', async (name, type, id) => {
    expect(await errorsOf(create({ client, [name]: { data: { type, id } } }))).toEqual([
      [
        404,
        'related_not_found',
        'no resource can have this id',
        `/data/relationships/${name}/data/id`,
      ],
    ]);
  });

  it('is reported together with all other errors, up to a limit', async () => {
    const problems = await errorsOf(create({ colour: {} }, { label: 7, size: 1 }));
    expect(problems.map((problem) => problem.at(-1))).toEqual([
      '/data/attributes/label',
      '/data/attributes/size',
      '/data/relationships/colour',
      '/data/relationships/client',
    ]);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x${n}`, n]));
    expect(await errorsOf(create(many))).toHaveLength(20);
  });
});

describe('an input class with a relationship', () => {
  it('makes the start fail when the relationship has no types', () => {
    class SetUses {
      @IsOptional()
      uses?: ResourceIdentifier;
    }
    expect(() => ResourceAttributes(secretResource, SetUses)).toThrow(
      'SetUses cannot set uses: the relationship has no types',
    );
  });
});

describe('a resource whose id is not in the URL', () => {
  class UpdateSecret {
    @IsOptional()
    label?: string;
  }

  function update(id: unknown) {
    const mine = ResourceAttributes(secretResource, UpdateSecret, {
      id: ({ user }: { user: { secret: string } }) => user.secret,
    });
    const body = { data: { type: 'secrets', id, attributes: { label: 'ci' } } };
    return readWith(mine, { body, params: {}, user: { secret: '7' } });
  }

  it('is updated by a document with its id', async () => {
    expect(await update('7')).toEqual({ label: 'ci' });
  });

  it('is not updated by a document with another id or none', async () => {
    expect(await errorsOf(update('8'))).toEqual([
      [409, 'id_mismatch', 'data.id is not the id of the resource at this address', '/data/id'],
    ]);
    expect(await errorsOf(update(undefined))).toEqual([
      [400, 'invalid_document', 'data must have an id, a string', '/data'],
    ]);
  });
});

describe('a create-only attribute', () => {
  const badgeResource = {
    type: 'badges',
    path: '/api/badges',
    attributes: { code: { type: 'string', createOnly: true }, label: { type: 'string' } },
  } satisfies ResourceDefinition;

  class Badge {
    @IsOptional()
    @IsString()
    code?: string;

    @IsOptional()
    @IsString()
    label?: string;
  }

  class Label {
    @IsOptional()
    @IsString()
    label?: string;
  }

  const attributes = { code: 'A7', label: 'door' };

  it('is accepted when the resource is created', async () => {
    const body = { data: { type: 'badges', attributes } };
    const reading = readWith(ResourceAttributes(badgeResource, Badge), { body, params: {} });
    expect(await reading).toEqual(attributes);
  });

  it.each([Badge, Label])('is rejected in an update by the class %o', async (input) => {
    const request = {
      body: { data: { type: 'badges', id: '7', attributes } },
      params: { id: '7' },
    };
    expect(await errorsOf(readWith(ResourceAttributes(badgeResource, input), request))).toEqual([
      [
        400,
        'create_only_attribute',
        'code can be set only when the resource is created',
        '/data/attributes/code',
      ],
    ]);
  });
});
