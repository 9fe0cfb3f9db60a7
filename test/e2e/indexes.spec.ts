import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEventResource } from '../../apps/backoffice/src/audit-events/audit-event.resource.js';
import { customerUserResource } from '../../apps/backoffice/src/customer-users/customer-user.resource.js';
import { customerResource } from '../../apps/backoffice/src/customers/customer.resource.js';
import { oauthClientSecretResource } from '../../apps/backoffice/src/oauth-client-secrets/oauth-client-secret.resource.js';
import { oauthClientResource } from '../../apps/backoffice/src/oauth-clients/oauth-client.resource.js';
import { RevokedToken } from '../../apps/backoffice/src/revoked-tokens/revoked-token.entity.js';
import { revokedTokenResource } from '../../apps/backoffice/src/revoked-tokens/revoked-token.resource.js';
import { Role } from '../../apps/backoffice/src/roles/role.entity.js';
import { Consent } from '../../apps/backoffice/src/consents/consent.entity.js';
import { refusalResource } from '../../apps/backoffice/src/refusals/refusal.resource.js';
import { UsedSecret } from '../../apps/backoffice/src/oauth-client-secrets/used-secret.entity.js';
import { consentResource } from '../../apps/backoffice/src/consents/consent.resource.js';
import { RefreshToken } from '../../apps/backoffice/src/refresh-tokens/refresh-token.entity.js';
import { refreshTokenResource } from '../../apps/backoffice/src/refresh-tokens/refresh-token.resource.js';
import { Session } from '../../apps/backoffice/src/sessions/session.entity.js';
import { sessionResource } from '../../apps/backoffice/src/sessions/session.resource.js';
import { roleResource } from '../../apps/backoffice/src/roles/role.resource.js';
import { userResource as staffUser } from '../../apps/backoffice/src/users/user.resource.js';
import { User as StaffUser } from '../../apps/backoffice/src/users/user.entity.js';
import { customerResource as readCustomer } from '../../apps/storefront/src/customers/customer.resource.js';
import { userResource as customerUser } from '../../apps/storefront/src/users/user.resource.js';
import { auditHeadResource } from '../../apps/backoffice/src/audit-chain/audit-head.resource.js';
import { AuditEvent, AuditHead } from '#audit';
import { Customer, CustomerUser } from '#customers';
import type { ResourceDefinition } from '#json-api';
import { Client, RecordedRefusal, SIDES } from '#oauth';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { otherResources } from '../support/resources.js';

interface Indexed {
  name: string;
  entity: new () => object;
  definition: object;
  /** The table of a view. */
  table?: string;
}

const RESOURCES: Indexed[] = [
  { name: 'users of the back office', entity: StaffUser, definition: staffUser },
  { name: 'users of the storefront', entity: CustomerUser, definition: customerUser },
  { name: 'customers', entity: Customer, definition: customerResource },
  { name: 'customers of the storefront', entity: Customer, definition: readCustomer },
  { name: 'users of customers', entity: CustomerUser, definition: customerUserResource },
  { name: 'roles', entity: Role, definition: roleResource },
  { name: 'clients', entity: Client, definition: oauthClientResource },
  {
    name: 'secrets',
    entity: UsedSecret,
    definition: oauthClientSecretResource,
    table: 'oauth_client_secrets',
  },
  { name: 'refusals', entity: RecordedRefusal, definition: refusalResource, table: 'refusals' },
  { name: 'revoked tokens', entity: RevokedToken, definition: revokedTokenResource },
  { name: 'sessions', entity: Session, definition: sessionResource, table: 'sessions' },
  {
    name: 'refresh tokens',
    entity: RefreshToken,
    definition: refreshTokenResource,
    table: 'refresh_tokens',
  },
  { name: 'consents', entity: Consent, definition: consentResource },
  { name: 'events', entity: AuditEvent, definition: auditEventResource },
  {
    name: 'heads of the audit chain',
    entity: AuditHead,
    definition: auditHeadResource,
    table: 'audit_verifications',
  },
  ...SIDES.flatMap(otherResources).map(({ definition }) => ({
    name: definition.type,
    entity: definition.entity as new () => object,
    definition,
  })),
];

/**
 * Attributes that are filtered but not sorted: numbers for the telephone and lists have no useful
 * order, and events have the order of the chain.
 */
const FILTERED_ONLY: Readonly<Record<string, string[]>> = {
  users: ['phone'],
  'oauth-clients': ['scopes'],
  refusals: ['requestId', 'clientId', 'code'],
  'audit-events': ['actor', 'side', 'action', 'subjectType', 'subjectId', 'requestId'],
};

/**
 * Lists the properties a list is filtered or sorted by, and their index keys (`%` is the column).
 */
function asked(
  definition: ResourceDefinition,
): { property: string; key: string; method: string }[] {
  const attributes = Object.entries(definition.attributes)
    .filter(([, attribute]) => attribute?.filter || attribute?.sort)
    .map(([property, attribute]) => {
      const folded = attribute?.ignoreCase ? 'lower(%)' : '%';
      const isText = attribute?.sort && ['identifier', 'name'].includes(attribute.type);
      const key = isText ? `${folded} COLLATE root_collation` : folded;
      return { property, key, method: attribute?.type === 'strings' ? 'gin' : 'btree' };
    });
  const named = Object.values(definition.filters ?? {}).map(({ attribute }) => attribute);
  const related = Object.values(definition.relationships ?? {}).flatMap((relationship) =>
    'property' in relationship && (relationship.filter || relationship.filterBy)
      ? [relationship.property]
      : [],
  );
  const others = [...named, ...related].map((property) => ({
    property,
    key: '%',
    method: 'btree',
  }));
  return [...attributes, ...others];
}

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createDatabase();
  dataSource = await new DataSource({
    type: 'postgres',
    url: database.url,
    entities: RESOURCES.map(({ entity }) => entity),
  }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Returns the table of a resource, and its columns covered by `filter[search]`. */
function searchedColumns({ attributes }: ResourceDefinition, entity: new () => object) {
  const metadata = dataSource.getMetadata(entity);
  const searched = Object.entries(attributes)
    .filter(([, attribute]) => attribute?.search)
    .map(([property]) => metadata.findColumnWithPropertyName(property)!.databaseName);
  return { tableName: metadata.tableName, searched };
}

describe.each(RESOURCES)('the table of $name', ({ entity, definition, table }) => {
  it.each(asked(definition as ResourceDefinition))(
    'has an index for $property, by which its rows are filtered or sorted',
    async ({ property, key, method }) => {
      const metadata = dataSource.getMetadata(entity);
      const column = metadata.findColumnWithPropertyName(property)!.databaseName;
      const rows = await database.query('SELECT indexdef FROM pg_indexes WHERE tablename = $1', [
        table ?? metadata.tableName,
      ]);
      const ofMethod = new RegExp(` ${method} \\((.*)\\)$`);
      const keys = rows.map(({ indexdef }) => ofMethod.exec(String(indexdef))?.[1] ?? '');
      expect(keys.map((one) => one.split(', ', 1)[0])).toContain(key.replace('%', column));
    },
  );

  /**
   * Not by the order of few values: PostgreSQL expects few rows after a position in such an order,
   * and would sort them all.
   */
  it('can be filtered and sorted by each attribute that has an index', () => {
    const { attributes, type } = definition as ResourceDefinition;
    const halves = Object.entries(attributes)
      .filter(([, attribute]) => attribute?.type !== 'boolean' && !attribute?.values)
      .filter(([, attribute]) => Boolean(attribute?.filter) !== Boolean(attribute?.sort))
      .map(([name]) => name);
    expect(halves).toEqual(entity === CustomerUser ? [] : (FILTERED_ONLY[type] ?? []));
  });

  it('admits exactly the values of each enumeration, so that no filter for one is rejected', async () => {
    const { tableName, columns } = dataSource.getMetadata(entity);
    const rows = await database.query(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
       WHERE contype = 'c' AND conrelid = $1::regclass`,
      [table ?? tableName],
    );
    const checks = rows.map(({ text }) => String(text));
    const { attributes } = definition as ResourceDefinition;
    for (const [property, attribute] of Object.entries(attributes)) {
      if (!attribute?.values) continue;
      const column = columns.find(({ propertyName }) => propertyName === property)!.databaseName;
      const values = attribute.values.map((value) => `'${value}'::text`).join(', ');
      expect(checks).toContain(`CHECK ((${column} = ANY (ARRAY[${values}])))`);
    }
  });

  it('has one index of trigrams for its searched columns', async () => {
    const { tableName, searched } = searchedColumns(definition as ResourceDefinition, entity);
    const rows = await database.query(
      `SELECT substring(indexdef FROM 'gin \\((.*)\\)') AS keys FROM pg_indexes
       WHERE tablename = $1 AND indexdef LIKE '%gin_trgm_ops%'`,
      [tableName],
    );
    const keys = rows.map(({ keys: list }) => String(list).replaceAll(/ \S*gin_trgm_ops/g, ''));
    expect(keys).toEqual(searched.length > 0 ? [searched.join(', ')] : []);
  });

  it('has one index of character pairs for its searched columns', async () => {
    const { tableName, searched } = searchedColumns(definition as ResourceDefinition, entity);
    const rows = await database.query(
      `SELECT indexdef FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%text_pairs%'`,
      [tableName],
    );
    const keys = searched.map((column) => `text_pairs((' '::text || ${column}))`).join(', ');
    const found = rows.map(({ indexdef }) => / gin \((.*)\)$/.exec(String(indexdef))?.[1]);
    expect(found).toEqual(searched.length > 0 ? [keys] : []);
  });

  it('has the unique and foreign key constraints that the resource definition names', async () => {
    const { unique = {}, references = {} } = definition as ResourceDefinition;
    const rows = await database.query(
      `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indisunique
         AND indrelid = $1::regclass
       UNION SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass`,
      [dataSource.getMetadata(entity).tableName],
    );
    const named = [...Object.keys(unique), ...Object.keys(references)];
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});

describe.each(['backoffice', 'storefront'] as const)('the login of the %s', (side) => {
  it('can search parts of a text by index, though the operators are in another schema', async () => {
    const login = await new DataSource({
      type: 'postgres',
      url: database.urlOf(side),
      extra: { options: '-c enable_seqscan=off' },
    }).initialize();
    const plan = await login.query<object[]>(
      `EXPLAIN SELECT id FROM customer_users WHERE email ILIKE '%ann%' OR last_name ILIKE '%ann%'`,
    );
    await login.destroy();
    expect(JSON.stringify(plan)).toContain('Bitmap Index Scan on customer_users_search_idx');
  });
});
