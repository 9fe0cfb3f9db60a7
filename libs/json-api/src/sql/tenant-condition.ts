import type { DataSource, EntityManager } from 'typeorm';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { type Tenancy, tenantCaller } from '../definition/tenancy.js';
import { type Bind, quote, statement } from './statement.js';

/** A table whose rows belong to tenants. */
interface TenantTable {
  definition: ResourceDefinition;
  column(property: string): string;
}

/** Returns the condition for rows that the caller reaches; undefined when it reaches all rows. */
export function tenantCondition(
  dataSource: DataSource,
  table: TenantTable,
  { bind, alias }: { bind: Bind; alias: string },
): string | undefined {
  const caller = memberOf(table);
  if (!caller) return undefined;
  if (caller.member === false) return 'false';
  const place = bind(caller.member);
  const { from, column } = membership(dataSource, caller.tenancy, place);
  const { property, member } = caller.tenant;
  const shared = `${alias}.${table.column(property)} = (select ${column} ${from})`;
  if (member === undefined) return shared;
  return `(${shared} or ${alias}.${table.column(member)} = ${place})`;
}

/**
 * True when statements for this caller have no tenant condition, so that callers can share them.
 */
export function hasAllRows({ tenant }: ResourceDefinition): boolean {
  if (tenant === 'everyone') return true;
  const caller = tenantCaller();
  return caller ? caller.member === null : !tenant;
}

/** Returns the tenant property of a new row, and the source of its value. */
export function tenantOfCreation(
  dataSource: DataSource,
  table: TenantTable,
  bind: Bind,
): { property: string; column: string; from: string } | undefined {
  const caller = memberOf(table);
  if (!caller) return undefined;
  const { property } = caller.tenant;
  if (caller.member === false) return { property, column: 'null', from: 'where false' };
  const { from, column } = membership(dataSource, caller.tenancy, bind(caller.member));
  return { property, column, from: `${from} and ${column} is not null` };
}

/**
 * Returns the caller when it is a member, who reaches the rows of one tenant, or a visitor, who reaches
 * none; otherwise undefined.
 *
 * @throws Error for rows of tenants outside of a request, and for a member that reads a resource
 * without `tenant`, so that a forgotten `tenant` does not expose the resource
 */
function memberOf({ definition: { tenant, type } }: TenantTable) {
  if (tenant === 'everyone') return undefined;
  const caller = tenantCaller();
  if (!caller) {
    if (tenant) throw new Error(`${type} belong to tenants: statements need a caller`);
    return undefined;
  }
  const { tenancy, member } = caller;
  if (member === null) return undefined;
  if (!tenant) throw new Error(`the definition of ${type} has no tenant`);
  return { tenancy, member, tenant };
}

/**
 * Returns a name for the member and its tenant, for data that outlives the request; null for a
 * caller that is no member. Locks the member, so that no other transaction moves it meanwhile.
 */
export async function heldTenant(
  dataSource: DataSource,
  transaction: Pick<EntityManager, 'query'>,
): Promise<string | null> {
  const caller = tenantCaller();
  if (!caller || caller.member === null) return null;
  const { tenancy, member } = caller;
  if (member === false) return 'none';
  const { text, values } = statement((bind) => {
    const { from, column } = membership(dataSource, tenancy, bind(member));
    return `select ${column} as tenant ${from} for share`;
  });
  const [row] = await transaction.query<{ tenant: string | null }[]>(text, values);
  return `${member} ${row?.tenant ?? 'none'}`;
}

function membership(dataSource: DataSource, { members, tenant }: Tenancy, place: string) {
  const { schema, tableName, columns } = dataSource.getMetadata(members);
  const named = (property: string) => {
    const found = columns.find(({ propertyName }) => propertyName === property);
    if (!found) throw new Error(`${tableName} has no column for ${property}`);
    return `m.${quote(found.databaseName)}`;
  };
  const table = [schema, tableName].filter((part) => part !== undefined).map(quote);
  return {
    column: named(tenant),
    from: `from ${table.join('.')} m where ${named('id')} = ${place}`,
  };
}
