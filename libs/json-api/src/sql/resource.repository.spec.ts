import { Column, DataSource, Entity, type EntityManager, QueryFailedError } from 'typeorm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Cursors } from '../query/cursor.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { LIMITS } from '../../../../test/support/json-api-limits.js';
import { queryOf } from '../../../../test/support/query.js';
import { ExampleRow } from '../../../../test/support/example-row.js';
import { UnconnectedDataSource } from '../../../../test/support/unconnected-data-source.js';
import { readResourceQuery } from '../query/resource-query.js';
import { selectionOf } from '../query/resource-selection.js';
import { ResourceRepository } from './resource.repository.js';
import { totalOrder } from '../query/sort.js';

@Entity({ name: 'staff"users', schema: 'backoffice' })
class User extends ExampleRow {
  @Column({ name: 'user_name', type: 'text' })
  username: string;

  @Column({ type: 'date', nullable: true })
  birthday: string | null;

  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'text', array: true })
  tags: string[];

  @Column({ type: 'jsonb', nullable: true })
  settings: { theme: string } | null;
}

const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    username: { type: 'identifier', ignoreCase: true, filter: true, sort: true },
    birthday: { type: 'date', nullable: true, filter: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', sort: true, filter: true },
  },
  filters: { createdBefore: { attribute: 'createdAt', operator: 'lt' } },
  unique: { staff_users_username_key: 'username' },
} satisfies ResourceDefinition<User>;

const idOnly = selectionOf(userResource);

let dataSource: UnconnectedDataSource;
let users: ResourceRepository<User>;

beforeEach(async () => {
  dataSource = new UnconnectedDataSource({ type: 'postgres', entities: [User] });
  await dataSource.prepare();
  users = new ResourceRepository(dataSource, userResource);
});

function answer(...rows: unknown[]): void {
  dataSource.query.mockResolvedValueOnce(rows as never);
}

function violation(code: string, constraint: string): QueryFailedError {
  return new QueryFailedError('', [], Object.assign(new Error('duplicate'), { code, constraint }));
}

function query(parameters: Record<string, string> = {}) {
  return readResourceQuery(queryOf(parameters), userResource, { ...LIMITS, defaultPageSize: 2 });
}

const everything =
  `r."id" as "id", r."user_name" as "username", to_char(r."birthday", 'YYYY-MM-DD') as "birthday", ` +
  `r."enabled" as "enabled", r."created_at" as "createdAt"`;
const table = '"backoffice"."staff""users"';

describe('the statement of a page', () => {
  it('selects the declared columns in the order of the id', async () => {
    answer();
    await users.list(query());
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select ${everything} from ${table} r order by r."id" limit $1 offset $2`,
      [3, 0],
    );
  });

  it('applies filters, sort and fields, and binds every value', async () => {
    answer();
    await users.list(
      query({
        'filter[id]': "7,0,x,1' or '1,9223372036854775807,9223372036854775808",
        'filter[username]': 'Ada,grace',
        'filter[birthday]': '2020-02-29',
        'filter[enabled]': 'true',
        'filter[createdAt]': '2020-01-01T00:00:00Z',
        'fields[users]': 'birthday',
        'page[number]': '4',
        'page[size]': '10',
        sort: '-createdAt,username',
      }),
    );
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id", to_char(r."birthday", 'YYYY-MM-DD') as "birthday" from ${table} r` +
        ' where r."id" = any($1::bigint[])' +
        ' and lower(r."user_name") collate root_collation = any(lower($2::text[]::text)::text[])' +
        ' and r."birthday" = $3::date' +
        ' and r."enabled" = $4::boolean' +
        ' and (r."created_at" >= $5::timestamptz and r."created_at" < $6::timestamptz)' +
        ' order by r."created_at" desc, lower(r."user_name") collate root_collation, r."id"' +
        ' limit $7 offset $8',
      [
        ['7', '9223372036854775807'],
        ['Ada', 'grace'],
        '2020-02-29',
        true,
        new Date('2020-01-01T00:00:00Z'),
        new Date('2020-01-01T00:00:00.001Z'),
        11,
        30,
      ],
    );
  });

  it('filters for values before a given one', async () => {
    answer();
    const time = '2020-01-01T02:00:00+02:00';
    await users.list(query({ 'filter[createdBefore]': time, 'fields[users]': '' }));
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id" from ${table} r where r."created_at" < $1::timestamptz` +
        ' order by r."created_at", r."id" limit $2 offset $3',
      [new Date('2020-01-01T00:00:00Z'), 3, 0],
    );
  });

  it('sorts by the id only once', async () => {
    answer();
    await users.list(query({ sort: '-id,username' }));
    expect(dataSource.query.mock.lastCall![0]).toContain(
      'order by r."id" desc, lower(r."user_name") collate root_collation limit',
    );
  });

  it('begins after a cursor with null for an attribute that is not nullable', async () => {
    const sort = [{ attribute: 'createdAt', descending: false }];
    const cursor = new Cursors(LIMITS.cursorKey, userResource, totalOrder(sort)).write([null, '7']);
    answer();
    await users.list(query({ sort: 'createdAt', 'fields[users]': '', 'page[after]': cursor }));
    const [text] = dataSource.query.mock.calls[0]!;
    expect(text).toContain(
      ' where ((false) or (r."created_at" is null and r."id" > $1::bigint)) order by ',
    );
  });

  it('reports a next page exactly when there is one more row', async () => {
    answer({ id: '1' }, { id: '2' }, { id: '3' });
    expect(await users.list(query())).toEqual({ rows: [{ id: '1' }, { id: '2' }], hasNext: true });
    answer({ id: '1' }, { id: '2' });
    expect(await users.list(query())).toEqual({ rows: [{ id: '1' }, { id: '2' }], hasNext: false });
  });
});

describe('a repository of resources', () => {
  it('finds a resource by its id', async () => {
    answer({ id: '7', username: 'ada' });
    expect(await users.find('7', selectionOf(userResource, 'username'))).toEqual({
      id: '7',
      username: 'ada',
    });
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id", r."user_name" as "username" from ${table} r where r."id" = $1`,
      ['7'],
    );
  });

  it.each(['', '0', '-1', '07', '7 ', '7\n', '7.0', 'x', "7' or '1", '9223372036854775808', '1e3'])(
    'sends no statement for the impossible id %j',
    async (id) => {
      expect(await users.find(id)).toBeNull();
      expect(await users.update(id, { enabled: true })).toBeNull();
      expect(await users.delete(id)).toBe(false);
      expect(dataSource.query).not.toHaveBeenCalled();
    },
  );

  it('creates a resource with the given attributes', async () => {
    answer({ id: '7' });
    const user = { username: 'ada', enabled: undefined, birthday: null, secretHash: 'x' };
    expect(await users.create(user)).toEqual({ id: '7' });
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `insert into ${table} as r ("user_name", "birthday", "secret_hash") values ($1, $2, $3)` +
        ` returning ${everything}`,
      ['ada', null, 'x'],
    );
  });

  it('creates a resource without attributes', async () => {
    answer({ id: '7' });
    await users.create({});
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `insert into ${table} as r default values returning ${everything}`,
      [],
    );
  });

  it('updates only the given attributes', async () => {
    dataSource.query.mockResolvedValueOnce([[{ id: '7' }], 1] as never);
    expect(await users.update('7', { username: 'ada', enabled: undefined })).toEqual({ id: '7' });
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `update ${table} as r set "user_name" = $1 where r."id" = $2 returning ${everything}`,
      ['ada', '7'],
    );
  });

  it('only reads the resource when an update changes nothing', async () => {
    answer({ id: '7' });
    expect(await users.update('7', {})).toEqual({ id: '7' });
    expect(dataSource.query.mock.lastCall![0]).toMatch(/^select /);
  });

  it('returns null from the update of a missing resource', async () => {
    dataSource.query.mockResolvedValueOnce([[], 0] as never);
    expect(await users.update('7', { enabled: true })).toBeNull();
  });

  it('reports a deletion only the first time', async () => {
    dataSource.query.mockResolvedValueOnce([[{ id: '7' }], 1] as never);
    expect(await users.delete('7')).toBe(true);
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `delete from ${table} r where r."id" = $1 returning r."id" as "id"`,
      ['7'],
    );
    dataSource.query.mockResolvedValueOnce([[], 0] as never);
    expect(await users.delete('7')).toBe(false);
  });
});

describe('a repository within a transaction', () => {
  class UsersRepository extends ResourceRepository<User> {
    private readonly greeting = 'hello';

    constructor(source: DataSource) {
      super(source, userResource);
    }

    async greet(): Promise<string> {
      await this.connection.query('select 1', []);
      return this.greeting;
    }
  }

  const transaction = { query: vi.fn<(text: string, values: unknown[]) => Promise<unknown>>() };
  let inside: UsersRepository;
  let outside: UsersRepository;

  beforeEach(() => {
    transaction.query.mockReset();
    outside = new UsersRepository(dataSource);
    inside = outside.within(transaction as unknown as EntityManager);
  });

  it('runs its statements in the transaction; the original runs none', async () => {
    transaction.query.mockResolvedValueOnce([{ id: '7' }]);
    expect(await inside.find('7', idOnly)).toEqual({ id: '7' });
    expect(transaction.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id" from ${table} r where r."id" = $1`,
      ['7'],
    );
    expect(dataSource.query).not.toHaveBeenCalled();

    answer({ id: '8' });
    expect(await outside.find('8', idOnly)).toEqual({ id: '8' });
    expect(transaction.query).toHaveBeenCalledOnce();
  });

  it('has the same class, whose own statements run in the transaction', async () => {
    transaction.query.mockResolvedValueOnce([]);
    expect(inside).toBeInstanceOf(UsersRepository);
    expect(await inside.greet()).toBe('hello');
    expect(dataSource.query).not.toHaveBeenCalled();
  });

  it('reports constraint violations', async () => {
    transaction.query.mockRejectedValueOnce(violation('23505', 'staff_users_username_key'));
    await expect(inside.create({ username: 'ada' })).rejects.toMatchObject({ status: 409 });
  });

  it('runs several operations together and returns their result', async () => {
    let begun = 0;
    Object.assign(dataSource, {
      transaction: async (work: (manager: EntityManager) => unknown) => {
        begun += 1;
        return work(transaction as unknown as EntityManager);
      },
    });
    transaction.query.mockResolvedValueOnce([{ id: '7' }]);
    const result = await outside.inTransaction(async (rows, manager) => {
      expect(manager).toBe(transaction);
      return rows.find('7', idOnly);
    });
    expect(result).toEqual({ id: '7' });
    expect(begun).toBe(1);
    expect(dataSource.query).not.toHaveBeenCalled();
  });

  it('locks a row', async () => {
    transaction.query.mockResolvedValueOnce([{ id: '7', username: 'ada' }]);
    expect(await inside.lock('7', selectionOf(userResource, 'username'))).toEqual({
      id: '7',
      username: 'ada',
    });
    expect(transaction.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id", r."user_name" as "username" from ${table} r where r."id" = $1` +
        ' for update',
      ['7'],
    );
    transaction.query.mockResolvedValueOnce([]);
    expect(await inside.lock('8')).toBeNull();
  });

  it('skips the lock of an impossible id, and throws outside of a transaction', async () => {
    expect(await inside.lock('x')).toBeNull();
    expect(transaction.query).not.toHaveBeenCalled();
    await expect(outside.lock('7')).rejects.toThrow(
      'a row can be locked only within a transaction',
    );
    expect(dataSource.query).not.toHaveBeenCalled();
  });
});

describe('a relationship of a repository', () => {
  @Entity('oauth_secrets')
  class Secret extends ExampleRow {
    @Column({ type: 'text' })
    side: string;

    @Column({ name: 'client_id', type: 'bigint' })
    clientId: string;

    @Column({ name: 'revoker_id', type: 'uuid', nullable: true })
    revokerId: string | null;
  }

  const secretResource = {
    type: 'secrets',
    path: '/api/secrets',
    entity: Secret,
    attributes: { side: { type: 'string' } },
    relationships: {
      client: { type: 'clients', property: 'clientId', filter: true },
      revoker: {
        type: ({ side }) => `${side}-users`,
        property: 'revokerId',
        needs: ['side'],
        idType: 'uuid',
        filter: true,
        nullable: true,
      },
      uses: { related: ({ clientId }) => `/api/uses?client=${clientId}`, needs: ['clientId'] },
    },
  } satisfies ResourceDefinition<Secret>;

  async function statementOf(parameters: Record<string, string>) {
    const connected = new UnconnectedDataSource({ type: 'postgres', entities: [Secret] });
    await connected.prepare();
    connected.query.mockResolvedValueOnce([] as never);
    const limits = { ...LIMITS, defaultPageSize: 2 };
    const secrets = new ResourceRepository(connected, secretResource);
    await secrets.list(readResourceQuery(queryOf(parameters), secretResource, limits));
    return connected.query.mock.lastCall!;
  }

  it('is selected with its columns, each of them once', async () => {
    expect(await statementOf({})).toEqual([
      'select r."id" as "id", r."side" as "side", r."client_id" as "clientId",' +
        ' r."revoker_id" as "revokerId" from "oauth_secrets" r order by r."id" limit $1 offset $2',
      [3, 0],
    ]);
  });

  it.each([
    ['', ''],
    ['side', ', r."side" as "side"'],
    ['client', ', r."client_id" as "clientId"'],
    ['uses', ', r."client_id" as "clientId"'],
    ['revoker', ', r."revoker_id" as "revokerId", r."side" as "side"'],
  ])('is selected when it is requested: fields %j', async (fields, columns) => {
    const [text] = await statementOf({ 'fields[secrets]': fields });
    expect(text).toBe(
      `select r."id" as "id"${columns} from "oauth_secrets" r order by r."id" limit $1 offset $2`,
    );
  });

  it('is filtered by possible ids only', async () => {
    const id = '0193e4a0-7c1d-7000-8000-0123456789ab';
    const parameters = {
      'filter[client]': `7,8,x,${id}`,
      'filter[revoker]': `7,${id}`,
      'filter[id]': `5,${id}`,
      'fields[secrets]': '',
    };
    expect(await statementOf(parameters)).toEqual([
      'select r."id" as "id" from "oauth_secrets" r where r."client_id" = any($1::bigint[])' +
        ' and r."revoker_id" = $2::uuid and r."id" = $3::bigint order by r."id" limit $4 offset $5',
      [['7', '8'], id, '5', 3, 0],
    ]);
  });

  it('makes the start fail when a foreign key belongs to no relationship', () => {
    const definition = { ...userResource, references: { users_team_fkey: 'team' } };
    expect(() => new ResourceRepository(dataSource, definition)).toThrow(
      'users has no relationship team to one resource',
    );
  });

  it('is checked against the entity by the compiler', () => {
    const mistakes: ResourceDefinition<Secret>['relationships'][] = [
      // @ts-expect-error no such property
      { client: { type: 'clients', property: 'client' } },
      // @ts-expect-error it cannot be null
      { client: { type: 'clients', property: 'clientId', nullable: true } },
      // @ts-expect-error it can be null
      { revoker: { type: 'users', property: 'revokerId' } },
      // @ts-expect-error no such property
      { uses: { related: () => '/', needs: ['client'] } },
    ];
    expect(mistakes).toHaveLength(4);
  });
});

describe('a resource whose ids are uuids', () => {
  const id = '0193e4a0-7c1d-7000-8000-0123456789ab';
  const uuids = () => new ResourceRepository(dataSource, { ...userResource, idType: 'uuid' });

  it('is found by an id in canonical form', async () => {
    answer({ id });
    expect(await uuids().find(id, idOnly)).toEqual({ id });
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id" from ${table} r where r."id" = $1`,
      [id],
    );
  });

  it.each(['7', '', id.toUpperCase(), `{${id}}`, id.replaceAll('-', ''), `${id}\n`, `${id}0`])(
    'is not looked for by %j',
    async (other) => {
      expect(await uuids().find(other)).toBeNull();
      expect(await uuids().update(other, { enabled: true })).toBeNull();
      expect(await uuids().delete(other)).toBe(false);
      expect(dataSource.query).not.toHaveBeenCalled();
    },
  );

  it('is filtered by possible ids only', async () => {
    answer();
    await uuids().list(query({ 'filter[id]': `${id},7`, 'fields[users]': '' }));
    expect(dataSource.query).toHaveBeenCalledExactlyOnceWith(
      `select r."id" as "id" from ${table} r where r."id" = $1::uuid` +
        ' order by r."id" limit $2 offset $3',
      [id, 3, 0],
    );
  });
});

describe('a constraint violation', () => {
  it('of a declared unique constraint is a conflict of the attribute', async () => {
    dataSource.query.mockRejectedValueOnce(violation('23505', 'staff_users_username_key'));
    await expect(users.create({ username: 'ada' })).rejects.toMatchObject({
      status: 409,
      errors: [
        {
          code: 'already_exists',
          detail: 'this username is taken',
          source: { pointer: '/data/attributes/username' },
        },
      ],
    });
  });

  it('of another unique constraint is a conflict that names no attribute', async () => {
    dataSource.query.mockRejectedValueOnce(violation('23505', 'staff_users_badge_key'));
    await expect(users.update('7', { username: 'ada' })).rejects.toMatchObject({
      errors: [{ status: 409, code: 'already_exists', source: undefined }],
    });
  });

  it('of a foreign key is a conflict', async () => {
    dataSource.query.mockRejectedValueOnce(violation('23503', 'roles_user_fkey'));
    await expect(users.delete('7')).rejects.toMatchObject({
      errors: [{ status: 409, code: 'reference_conflict' }],
    });
  });

  it('of anything else passes through', async () => {
    const error = violation('23502', '');
    dataSource.query.mockRejectedValueOnce(error);
    await expect(users.create({})).rejects.toBe(error);
  });
});

describe('a definition', () => {
  it('makes the start fail when the entity has no such column', () => {
    const definition: ResourceDefinition = {
      ...userResource,
      attributes: { colour: { type: 'string' } },
    };
    const build = () => new ResourceRepository(dataSource, definition as never);
    expect(build).toThrow(`${table} has no column for colour`);
  });

  it('makes the start fail when a filter compares an undeclared attribute', () => {
    const filters = { leaked: { attribute: 'secretHash', operator: 'lt' } } as const;
    const definition: ResourceDefinition<User> = { ...userResource, filters };
    expect(() => new ResourceRepository(dataSource, definition)).toThrow(
      'users has no attribute secretHash to filter',
    );
  });

  it.each([
    [{ owner: { type: 'users', property: 'ownerId' } }, `${table} has no column for ownerId`],
    [{ notes: { related: () => '/', needs: ['x'] } }, `${table} has no column for x`],
    [
      { username: { type: 'users', property: 'username' } },
      'users has an attribute and a relationship of the same name',
    ],
    [
      { boss: { resource: () => userResource, property: 'id', filterBy: ['username', 'enabled'] } },
      'users cannot be filtered by boss.enabled, which is no text with a filter',
    ],
    [
      { boss: { resource: () => userResource, property: 'id', filterBy: ['secretHash'] } },
      'users cannot be filtered by boss.secretHash, which is no text with a filter',
    ],
    [
      { boss: { type: 'users', property: 'id', filterBy: ['username'] } },
      'users has no boss.username: boss has no resource',
    ],
  ])('makes the start fail for the invalid relationships %j', (relationships, error) => {
    const definition = { ...userResource, relationships };
    expect(() => new ResourceRepository(dataSource, definition as never)).toThrow(error);
  });

  it('is checked against the entity by the compiler', () => {
    type Entity = User & { uses: `${bigint}`; rank: 'high' | 'low' };
    type Attributes = ResourceDefinition<Entity>['attributes'];
    const mistakes: Attributes[] = [
      // @ts-expect-error a text is not an integer
      { username: { type: 'integer' } },
      // @ts-expect-error nor is any text a bigint
      { uses: { type: 'string' } },
      // @ts-expect-error it can be null
      { birthday: { type: 'date' } },
      // @ts-expect-error it cannot be null
      { enabled: { type: 'boolean', nullable: true } },
      // @ts-expect-error several texts are not one
      { tags: { type: 'string' } },
      // @ts-expect-error no search finds the texts of a list
      { tags: { type: 'strings', search: true } },
      // @ts-expect-error a time is not an object
      { createdAt: { type: 'object' } },
      // @ts-expect-error no such property
      { colour: { type: 'string' } },
      // @ts-expect-error no such value of the enumeration
      { rank: { type: 'string', values: ['high', 'loud'] } },
      // @ts-expect-error a time is no enumeration
      { createdAt: { type: 'date-time', values: ['x'] } },
    ];
    expect(mistakes).toHaveLength(10);

    const sound: Attributes = {
      tags: { type: 'strings', filter: true },
      uses: { type: 'integer' },
      rank: { type: 'string', values: ['high', 'low'] },
      settings: { type: 'object', nullable: true },
      createdAt: { type: 'date-time', filter: true },
    };
    expect(Object.keys(sound)).toHaveLength(5);
  });
});
