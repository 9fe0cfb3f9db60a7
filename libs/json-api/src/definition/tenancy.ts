import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Tenants share the tables of an application, and a member of one reaches the rows of that tenant
 * only. The `tenant` of each definition says which rows belong to a tenant:
 *
 *     tenancy: {
 *       noun: 'customer',
 *       members: CustomerUser,
 *       tenant: 'customerId',
 *       memberOf: ({ user }) => user?.ownerId,
 *     }
 *
 * Every statement that reads or changes rows has the condition. It reads the current tenant of the
 * member, so a member that moves reaches other rows with its next request.
 */
export interface Tenancy {
  /** The word for a tenant in messages. */
  readonly noun: string;

  /** The entity whose rows are the members. */
  readonly members: abstract new (...values: never[]) => object;

  /** The property of a member with the id of its tenant, which may be null. */
  readonly tenant: string;

  /**
   * The id of the member for whom a request is made. Null for a caller that is no member, which
   * reaches all rows. False for a visitor, who reaches only resources for everyone. Undefined when no
   * guard accepted the request, which then reaches none.
   */
  memberOf(request: object): string | null | false | undefined;
}

/** The rows of a resource that belong to a tenant. */
export interface TenantRows<Property = string> {
  /** The property with the id of the tenant. */
  readonly property: Property;

  /** The property with the id of a member who reaches the row even without a tenant. */
  readonly member?: Property;
}

/** The caller of a request, as statements need it. */
interface TenantCaller {
  readonly tenancy: Tenancy;
  readonly member: string | null | false;
}

const callers = new AsyncLocalStorage<TenantCaller>();

/** Runs `work` so that all its statements are limited to the rows of this caller. */
export function asTenantCaller<Result>(caller: TenantCaller, work: () => Result): Result {
  return callers.run(caller, work);
}

/** The current caller; undefined outside of a request, or when there are no tenants. */
export function tenantCaller(): TenantCaller | undefined {
  return callers.getStore();
}

/** True when the current caller is neither a member of a tenant nor a visitor. */
export function reachesAllTenants(): boolean {
  return (tenantCaller()?.member ?? null) === null;
}
