import { Column, Entity } from 'typeorm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../../test/support/json-api-limits.js';
import { queryOf } from '../../../../test/support/query.js';
import { ExampleRow } from '../../../../test/support/example-row.js';
import { UnconnectedDataSource } from '../../../../test/support/unconnected-data-source.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readResourceQuery } from '../query/resource-query.js';
import { selectionOf } from '../query/resource-selection.js';
import type { Recorder } from './recorder.js';
import { ResourceRepository } from './resource.repository.js';
import { asTenantCaller, type Tenancy } from '../definition/tenancy.js';
import { TimeLimit } from '../query/time-limit.js';

@Entity('companies')
class Company extends ExampleRow {
  @Column({ type: 'text' })
  name: string;
}

@Entity('people')
class Person extends ExampleRow {
  @Column({ type: 'text' })
  email: string;

  @Column({ name: 'company_id', type: 'bigint', nullable: true })
  companyId: string | null;
}

const companyResource: ResourceDefinition<Company> = {
  type: 'companies',
  path: '/api/companies',
  entity: Company,
  tenant: { property: 'id' },
  attributes: { name: { type: 'string', sort: true, filter: true, search: true } },
  relationships: {
    people: { resource: () => personResource as never, inverse: 'company' },
    friends: {
      resource: () => personResource as never,
      through: { table: 'friends', own: 'company', other: 'person' },
    },
  },
};

const personResource: ResourceDefinition<Person> = {
  type: 'people',
  path: '/api/people',
  entity: Person,
  tenant: { property: 'companyId', member: 'id' },
  attributes: { email: { type: 'string', filter: true, search: true } },
  relationships: {
    company: {
      resource: () => companyResource as never,
      property: 'companyId',
      nullable: true,
      filterBy: ['name'],
      sort: ['name'],
    },
  },
};

const tenancy: Tenancy = {
  noun: 'company',
  members: Person,
  tenant: 'companyId',
  memberOf: () => null,
};

let dataSource: UnconnectedDataSource;
let people: ResourceRepository<Person>;
let companies: ResourceRepository<Company>;

beforeEach(async () => {
  dataSource = new UnconnectedDataSource({ type: 'postgres', entities: [Person, Company] });
  await dataSource.prepare();
  dataSource.query.mockResolvedValue([
    { id: '1', '#parent': '1', companyId: '2', total: 1 },
  ] as never);
  people = new ResourceRepository(dataSource, personResource);
  companies = new ResourceRepository(dataSource, companyResource);
});

const locking = <Entity extends { id: string }>(rows: ResourceRepository<Entity>) =>
  rows.within({ query: dataSource.query } as never);
const peopleQuery = (query: Record<string, string> = {}) =>
  readResourceQuery(queryOf(query), personResource as never, LIMITS);
const including = (resource: unknown, ...paths: string[]) => ({
  ...selectionOf(resource as ResourceDefinition),
  include: new Map(paths.map((path) => [path, new Map()])),
  maxIncluded: 10,
});
const DELETION = { filters: [], search: ['x'], max: 5 };

const RECORDER: Recorder = {
  omitted: new Set(),
  event: 'event',
  insertion: (changes, event) => `insert into trail select ${event}, * from ${changes}`,
};

/** All operations that read or change rows. */
const ACTS: Readonly<Record<string, () => Promise<unknown>>> = {
  list: async () => people.list(peopleQuery()),
  total: async () => people.list(peopleQuery({ 'page[total]': 'true' })),
  search: async () => people.list(peopleQuery({ 'filter[search]': 'word', 'page[total]': 'true' })),
  'sort by a related attribute': async () => people.list(peopleQuery({ sort: 'company.name' })),
  'filters by a related attribute': async () =>
    people.list(
      peopleQuery({
        'filter[company.name]': 'a',
        'filter[company.name][neq]': 'b',
        'filter[company.name][contains]': 'abc',
        'page[total]': 'true',
      }),
    ),
  find: async () => people.find('1'),
  lock: async () => locking(people).lock('1'),
  create: async () => people.create({ email: 'a' }),
  update: async () => people.update('1', { email: 'a' }),
  delete: async () => people.delete('1'),
  'create and record': async () => people.create({ email: 'a' }, RECORDER),
  'update and record': async () => people.update('1', { email: 'a' }, RECORDER),
  'delete and record': async () => people.delete('1', RECORDER),
  'find what matches': async () => people.findMatching(DELETION),
  'lock what matches': async () => locking(people).lockMatching(DELETION, ['1']),
  'delete several': async () => people.deleteAll(['1']),
  'include one': async () => people.document('1', including(personResource, 'company')),
  'include many': async () =>
    companies.document('1', including(companyResource, 'people', 'friends')),
  related: async () => people.related('1', 'company', selectionOf(companyResource)),
  relationship: async () => people.relationship('1', 'company'),
  'related collection': async () => companies.relatedCollection('1', 'people', peopleQuery()),
  'relationship collection': async () =>
    companies.relationshipCollection('1', 'friends', peopleQuery()),
};

/** Returns the statement when one of its tables lacks the tenant condition. */
function unbound(text: string): string[] {
  const member = String.raw`\(select m\."company_id" from "people" m where m\."id" = \$\d+\)`;
  const condition = new RegExp(
    String.raw`(where|and) (r|s0|f)\."id" = ${member}` +
      String.raw`|(where|and) \((r|s0)\."company_id" = ${member} or (r|s0)\."id" = \$\d+\)`,
    'g',
  );
  const tables = text.match(/(from|join|update) "(people|companies)" (?!m )/g) ?? [];
  const conditions = text.match(condition) ?? [];
  return conditions.length === tables.length ? [] : [text];
}

describe('every statement of a member', () => {
  it.each(Object.entries(ACTS))('is limited to its tenant: %s', async (_, act) => {
    await asTenantCaller({ tenancy, member: '7' }, act);
    const statements = dataSource.query.mock.calls;
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.flatMap(([text]) => unbound(text))).toEqual([]);
    for (const [, values] of statements) expect(values).toContain('7');
  });

  it('creates rows in its own tenant, ignoring a given tenant, and none without one', async () => {
    dataSource.query.mockResolvedValue([] as never);
    const create = asTenantCaller({ tenancy, member: '7' }, async () =>
      people.create({ email: 'a', companyId: '9' }),
    );
    await expect(create).rejects.toThrow('belongs to no company');
    expect(dataSource.query.mock.calls).toEqual([
      [
        'insert into "people" as r ("email", "company_id") select $2, m."company_id"' +
          ' from "people" m where m."id" = $1 and m."company_id" is not null' +
          ' returning r."id" as "id", r."email" as "email", r."company_id" as "companyId"',
        ['7', 'a'],
      ],
    ]);
  });

  it('keeps its tenant when another request starts its queued read', async () => {
    const inTurn = async <Result>(read: (limit: TimeLimit) => Promise<Result>) =>
      asTenantCaller({ tenancy, member: '8' }, async () => read(new TimeLimit(4)));
    vi.spyOn(dataSource, 'transaction').mockImplementation(async (work) =>
      (work as unknown as (connection: object) => Promise<never>)({ query: dataSource.query }),
    );
    dataSource.query.mockResolvedValue([] as never);
    const query = { ...peopleQuery(), inTurn };
    await asTenantCaller({ tenancy, member: '7' }, async () => people.list(query));
    expect(dataSource.query.mock.calls.map(([, values]) => values)).toEqual([[4000], ['7', 26, 0]]);
  });

  it('is not reused for the next caller', async () => {
    const query = peopleQuery();
    for (const member of ['7', '8', null]) {
      await asTenantCaller({ tenancy, member }, async () => people.list(query));
    }
    const values = dataSource.query.mock.calls.map(([, all]) => all);
    expect(values).toEqual([
      ['7', 26, 0],
      ['8', 26, 0],
      [26, 0],
    ]);
  });
});

it.each(Object.entries(ACTS))('a caller that is no member reaches all rows: %s', async (_, act) => {
  await asTenantCaller({ tenancy, member: null }, act);
  for (const [text] of dataSource.query.mock.calls) expect(text).not.toContain('"people" m');
});

it.each(Object.entries(ACTS))(
  'statements on rows of tenants require a caller: %s',
  async (_, act) => {
    await expect(act()).rejects.toThrow('belong to tenants: statements need a caller');
    expect(dataSource.query).not.toHaveBeenCalled();
  },
);

it('a list of tenant rows requires a caller even after a caller of all rows has read it', async () => {
  const query = peopleQuery();
  await asTenantCaller({ tenancy, member: null }, async () => people.list(query));
  await expect(people.list(query)).rejects.toThrow('statements need a caller');
});

it.each(Object.entries(ACTS))(
  'a resource without a tenant is closed to members: %s',
  async (_, act) => {
    const open = { ...personResource, tenant: undefined };
    people = new ResourceRepository<Person>(dataSource, open);
    companies = new ResourceRepository<Company>(dataSource, {
      ...companyResource,
      tenant: undefined,
    });
    await expect(asTenantCaller({ tenancy, member: '7' }, act)).rejects.toThrow(
      /the definition of \w+ has no tenant/,
    );
    expect(dataSource.query).not.toHaveBeenCalled();
  },
);

/** The same tables with a column of their own tenant for rows of everyone. */
function forEveryone(): void {
  const tenant = 'everyone';
  people = new ResourceRepository<Person>(dataSource, { ...personResource, tenant });
  companies = new ResourceRepository<Company>(dataSource, { ...companyResource, tenant });
}

/** Acts whose statements name only the resource itself. */
const OWN_ACTS = Object.entries(ACTS).filter(
  ([name]) => !/related|include|relationship/.test(name),
);

describe('a visitor', () => {
  const asVisitor = async (act: () => Promise<unknown>) =>
    asTenantCaller({ tenancy, member: false }, act);

  it.each(Object.entries(ACTS))('reaches no row of a tenant: %s', async (_, act) => {
    await asVisitor(act);
    for (const [text] of dataSource.query.mock.calls) {
      expect(text).toMatch(/(where|and) false\b/);
      expect(text).not.toContain('"people" m');
    }
    expect(dataSource.query).toHaveBeenCalled();
  });

  it('creates no row of a tenant', async () => {
    dataSource.query.mockResolvedValue([] as never);
    await expect(asVisitor(ACTS.create!)).rejects.toThrow('belongs to no company');
  });

  it.each(OWN_ACTS)('reaches rows for everyone: %s', async (_, act) => {
    forEveryone();
    await asVisitor(act);
    for (const [text] of dataSource.query.mock.calls) expect(text).not.toMatch(/false|"people" m/);
    expect(dataSource.query).toHaveBeenCalled();
  });

  it('does not reach a resource without a tenant', async () => {
    people = new ResourceRepository<Person>(dataSource, { ...personResource, tenant: undefined });
    await expect(asVisitor(ACTS.list!)).rejects.toThrow('the definition of people has no tenant');
  });
});

it.each(OWN_ACTS)('a member reaches rows for everyone: %s', async (_, act) => {
  forEveryone();
  await asTenantCaller({ tenancy, member: '7' }, act);
  for (const [text] of dataSource.query.mock.calls) expect(text).not.toContain('"people" m');
});
