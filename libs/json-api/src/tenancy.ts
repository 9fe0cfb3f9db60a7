import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Tenants share the tables of an application, and a caller that is a member of one has the rows
 * of that one only. Each definition says with `tenant` which rows those are:
 *
 *     tenancy: {
 *       noun: 'customer',
 *       members: CustomerUser,
 *       tenant: 'customerId',
 *       memberOf: ({ user }) => user?.ownerId,
 *     }
 *
 * The condition is a part of every statement that reads or changes rows. It asks for the member's
 * tenant as it is at that moment, so a member that moves has other rows with its next request.
 */
export interface Tenancy {
  /** A tenant in messages. */
  readonly noun: string;

  /** The entity whose rows are the members. */
  readonly members: abstract new (...values: never[]) => object;

  /** The property of a member with the id of its tenant; null for a member of none. */
  readonly tenant: string;

  /**
   * The id of the member for whom a request is made; null for a caller of no tenant, which has the
   * rows of all. Undefined when no guard has accepted the request: then it has no rows at all.
   */
  memberOf(request: object): string | null | undefined;
}

/** The rows of a resource that belong to a tenant. */
export interface TenantRows<Property = string> {
  /** The property with the id of the tenant. */
  readonly property: Property;

  /** The property with the id of a member, whose own rows these are as well, also without a tenant. */
  readonly member?: Property;
}

/** The caller of a request, as statements need it. */
interface TenantCaller {
  readonly tenancy: Tenancy;
  readonly member: string | null;
}

const callers = new AsyncLocalStorage<TenantCaller>();

/** Runs `work`, all of whose statements are within what this caller has. */
export function asTenantCaller<Result>(caller: TenantCaller, work: () => Result): Result {
  return callers.run(caller, work);
}

/** The caller around this call; undefined outside of a request, or where there are no tenants. */
export function tenantCaller(): TenantCaller | undefined {
  return callers.getStore();
}
