import type { Side } from './side.js';

/**
 * The scopes that clients of each side may have; also `scopes_supported` of the metadata (RFC 8414
 * §2).
 */
export const SCOPES: Readonly<Record<Side, readonly string[]>> = {
  backoffice: [
    'users:read',
    'users:write',
    'profile:read',
    'profile:write',
    'customers:read',
    'customers:write',
    'customer-users:read',
    'customer-users:write',
    'roles:read',
    'roles:write',
    'clients:read',
    'clients:write',
    'clients:admin',
    'keys:read',
    'keys:write',
    'tokens:revoke',
    'audit:read',
    'tokens:introspect',
  ],
  storefront: [
    'users:read',
    'users:write',
    'profile:read',
    'profile:write',
    'customers:read',
    'tokens:introspect',
  ],
};
