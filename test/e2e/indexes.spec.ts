import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userResource as staffUser } from '../../apps/backoffice/src/users/user.resource.js';
import { User as StaffUser } from '../../apps/backoffice/src/users/user.entity.js';
import { userResource as customerUser } from '../../apps/storefront/src/users/user.resource.js';
import { User as CustomerUser } from '../../apps/storefront/src/users/user.entity.js';
import { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../support/database.js';

const RESOURCES = [
  { side: 'backoffice', entity: StaffUser, definition: staffUser },
  { side: 'storefront', entity: CustomerUser, definition: customerUser },
];

interface Declared {
  filter?: boolean | 'ignore-case';
  sort?: boolean;
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

describe.each(RESOURCES)('users of the $side', ({ entity, definition }) => {
  const attributes: [string, Declared][] = Object.entries(definition.attributes);
  const asked = attributes.filter(([, { filter, sort }]) => filter || sort);

  it.each(asked)(
    'have an index for %s, by which they are filtered or sorted',
    async (name, { filter }) => {
      const metadata = dataSource.getMetadata(entity);
      const column = metadata.findColumnWithPropertyName(name)!.databaseName;
      const first = filter === 'ignore-case' ? `lower(${column})` : column;
      const rows = await database.query('SELECT indexdef FROM pg_indexes WHERE tablename = $1', [
        metadata.tableName,
      ]);
      const indexes = rows.map(({ indexdef }) => String(indexdef));
      expect(indexes.filter((index) => index.includes(`btree (${first}`))).toHaveLength(1);
    },
  );
});
