import type { Backoffice } from '#client';

export type Side = 'backoffice' | 'storefront';

type NewRole = Backoffice['/api/roles']['post']['requestBody']['content'];

/** A scope of the API. */
export type ScopeName = NonNullable<
  NewRole['application/vnd.api+json']['data']['attributes']['scopes']
>[number];

/**
 * All scopes in the order of the documentation, with true for those that clients of the storefront may
 * have too. The compiler reports a scope of the API that is missing here.
 */
const IS_OF_BOTH_SIDES: Readonly<Record<ScopeName, boolean>> = {
  'users:read': true,
  'users:write': true,
  'profile:read': true,
  'profile:write': true,
  'customers:read': true,
  'customers:write': false,
  'customer-users:read': false,
  'customer-users:write': false,
  'roles:read': false,
  'roles:write': false,
  'sessions:read': false,
  'sessions:write': false,
  'factors:read': false,
  'factors:write': false,
  'grants:read': false,
  'grants:write': false,
  'clients:read': false,
  'clients:write': false,
  'clients:admin': false,
  'identity-providers:read': false,
  'identity-providers:write': false,
  'keys:read': false,
  'keys:write': false,
  'tokens:revoke': false,
  'audit:read': false,
  'tokens:introspect': true,
};

export const ALL_SCOPES = Object.keys(IS_OF_BOTH_SIDES) as readonly ScopeName[];

/** The scopes that clients of each side may have. */
export const SCOPES: Readonly<Record<Side, readonly ScopeName[]>> = {
  backoffice: ALL_SCOPES,
  storefront: ALL_SCOPES.filter((scope) => IS_OF_BOTH_SIDES[scope]),
};

const optionsOf = (side: Side) => SCOPES[side].map((scope) => ({ value: scope, label: scope }));

/** The scopes of each side as options, which are their own labels. */
export const SCOPE_OPTIONS = {
  backoffice: optionsOf('backoffice'),
  storefront: optionsOf('storefront'),
} as const;
