export type Side = 'backoffice' | 'storefront';

/** Resources with a scope to read them and one to change them. */
const RESOURCES = [
  'users',
  'profile',
  'customers',
  'customer-users',
  'roles',
  'sessions',
  'factors',
  'grants',
  'clients',
  'identity-providers',
  'keys',
];

const pairOf = (name: string) => [`${name}:read`, `${name}:write`];

/** The scopes that clients of each side may have. */
export const SCOPES: Readonly<Record<Side, readonly string[]>> = {
  backoffice: [
    ...RESOURCES.flatMap(pairOf),
    'clients:admin',
    'tokens:revoke',
    'audit:read',
    'tokens:introspect',
  ],
  storefront: [...['users', 'profile'].flatMap(pairOf), 'customers:read', 'tokens:introspect'],
};

/** All scopes, each once. */
export const ALL_SCOPES = [...new Set([...SCOPES.backoffice, ...SCOPES.storefront])];

/** The scopes of a side as options, which are their own labels. */
export function scopeOptions(side: Side): { value: string; label: string }[] {
  return SCOPES[side].map((scope) => ({ value: scope, label: scope }));
}
