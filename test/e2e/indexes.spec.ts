import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEventResource } from '../../apps/backoffice/src/audit-events/audit-event.resource.js';
import { oauthClientSecretResource } from '../../apps/backoffice/src/oauth-client-secrets/oauth-client-secret.resource.js';
import { oauthClientResource } from '../../apps/backoffice/src/oauth-clients/oauth-client.resource.js';
import { RevokedToken } from '../../apps/backoffice/src/revoked-tokens/revoked-token.entity.js';
import { revokedTokenResource } from '../../apps/backoffice/src/revoked-tokens/revoked-token.resource.js';
import { Role } from '../../apps/backoffice/src/roles/role.entity.js';
import { roleResource } from '../../apps/backoffice/src/roles/role.resource.js';
import { userResource as staffUser } from '../../apps/backoffice/src/users/user.resource.js';
import { User as StaffUser } from '../../apps/backoffice/src/users/user.entity.js';
import { userResource as customerUser } from '../../apps/storefront/src/users/user.resource.js';
import { User as CustomerUser } from '../../apps/storefront/src/users/user.entity.js';
import { AuditEvent } from '#audit';
import type { ResourceDefinition } from '#json-api';
import { Client, ClientSecret } from '#oauth';
import { createDatabase, type TestDatabase } from '../support/database.js';

const RESOURCES: { name: string; entity: new () => object; definition: object }[] = [
  { name: 'users of the back office', entity: StaffUser, definition: staffUser },
  { name: 'users of the storefront', entity: CustomerUser, definition: customerUser },
  { name: 'roles', entity: Role, definition: roleResource },
  { name: 'clients', entity: Client, definition: oauthClientResource },
  { name: 'secrets', entity: ClientSecret, definition: oauthClientSecretResource },
  { name: 'revoked tokens', entity: RevokedToken, definition: revokedTokenResource },
  { name: 'events', entity: AuditEvent, definition: auditEventResource },
];

/** What a list is filtered or sorted by: the property, and whether its case counts. */
function asked(definition: ResourceDefinition): { property: string; ignoresCase: boolean }[] {
  const attributes = Object.entries(definition.attributes)
    .filter(([, attribute]) => attribute?.filter || attribute?.sort)
    .map(([property, attribute]) => {
      return { property, ignoresCase: attribute?.ignoreCase ?? false };
    });
  const named = Object.values(definition.filters ?? {}).map(({ attribute }) => attribute);
  const related = Object.values(definition.relationships ?? {}).flatMap((relationship) =>
    'property' in relationship && relationship.filter ? [relationship.property] : [],
  );
  return [
    ...attributes,
    ...[...named, ...related].map((property) => ({ property, ignoresCase: false })),
  ];
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

describe.each(RESOURCES)('$name', ({ entity, definition }) => {
  it.each(asked(definition as ResourceDefinition))(
    'have an index for $property, by which they are filtered or sorted',
    async ({ property, ignoresCase }) => {
      const metadata = dataSource.getMetadata(entity);
      const column = metadata.findColumnWithPropertyName(property)!.databaseName;
      const first = ignoresCase ? `lower(${column})` : column;
      const rows = await database.query('SELECT indexdef FROM pg_indexes WHERE tablename = $1', [
        metadata.tableName,
      ]);
      const keys = rows.map(({ indexdef }) => / btree \((.*)\)$/.exec(String(indexdef))?.[1] ?? '');
      expect(keys.map((key) => key.split(', ', 1)[0])).toContain(first);
    },
  );
});
