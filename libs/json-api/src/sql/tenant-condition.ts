import type { DataSource, EntityManager } from 'typeorm';
import type { ResourceDefinition } from '../resource-definition.js';
import { type Tenancy, tenantCaller } from '../tenancy.js';
import { type Bind, quote, statement } from './statement.js';

/** A table of which a tenant has some rows. */
interface TenantTable {
  definition: ResourceDefinition;
  column(property: string): string;
}

/** The condition that a row is the caller's; undefined when all rows are. */
export function tenantCondition(
  dataSource: DataSource,
  table: TenantTable,
  { bind, alias }: { bind: Bind; alias: string },
): string | undefined {
  const caller = memberOf(table);
  if (!caller) return undefined;
  const place = bind(caller.member);
  const { from, column } = membership(dataSource, caller.tenancy, place);
  const { property, member } = caller.tenant;
  const shared = `${alias}.${table.column(property)} = (select ${column} ${from})`;
  if (member === undefined) return shared;
  return `(${shared} or ${alias}.${table.column(member)} = ${place})`;
}

/** True when statements for this caller have no condition of a tenant, and so are alike for all such callers. */
export function hasAllRows({ tenant }: ResourceDefinition): boolean {
  const caller = tenantCaller();
  return caller ? caller.member === null : !tenant;
}

/** The property of a new row that holds the tenant of its creator, and the source of the value. */
export function tenantOfCreation(
  dataSource: DataSource,
  table: TenantTable,
  bind: Bind,
): { property: string; column: string; from: string } | undefined {
  const caller = memberOf(table);
  if (!caller) return undefined;
  const { from, column } = membership(dataSource, caller.tenancy, bind(caller.member));
  const { property } = caller.tenant;
  return { property, column, from: `${from} and ${column} is not null` };
}

/**
 * The caller, when it has the rows of its tenant only.
 *
 * @throws Error for tenants' rows outside of a request, and for rows of no tenant asked for by a
 * member: a resource that forgot its `tenant` must not be open
 */
function memberOf({ definition: { tenant, type } }: TenantTable) {
  const caller = tenantCaller();
  if (!caller) {
    if (tenant) throw new Error(`${type} belong to tenants: they need a caller`);
    return undefined;
  }
  const { tenancy, member } = caller;
  if (member === null) return undefined;
  if (!tenant) throw new Error(`${type} have no tenant in their definition`);
  return { tenancy, member, tenant };
}

/**
 * The member and the tenant of the caller, as a name for data that outlives the request. No other
 * transaction moves the member before this one ends. Null for a caller of no tenant.
 */
export async function heldTenant(
  dataSource: DataSource,
  transaction: Pick<EntityManager, 'query'>,
): Promise<string | null> {
  const caller = tenantCaller();
  if (!caller || caller.member === null) return null;
  const { tenancy, member } = caller;
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
