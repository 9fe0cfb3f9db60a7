import type { ShopSide } from './side.js';

/**
 * The scopes that clients of each side may have; also `scopes_supported` of the metadata (RFC 8414
 * §2).
 */
export const SCOPES: Readonly<Record<ShopSide, readonly string[]>> = {
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
    'sessions:read',
    'sessions:write',
    'factors:read',
    'factors:write',
    'grants:read',
    'grants:write',
    'clients:read',
    'clients:write',
    'clients:admin',
    'identity-providers:read',
    'identity-providers:write',
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

/** Returns the scopes of a side of the shop with their descriptions. */
export function scopesOf(side: ShopSide): Record<string, string> {
  return Object.fromEntries(SCOPES[side].map((scope) => [scope, purposeOf(scope)]));
}

/** Returns the description of a scope: `read users` for `users:read`. */
function purposeOf(scope: string): string {
  const [noun, verb] = scope.split(':');
  return `${verb} ${noun}`;
}
