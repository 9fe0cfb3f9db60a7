/** With this scope a person may grant scopes that they lack. */
const GRANTS_ALL = 'clients:admin';

/** The scopes that a person lacks, and so may not grant. */
export function lackedScopes(scopes: readonly string[], held: readonly string[]): string[] {
  if (held.includes(GRANTS_ALL)) return [];
  return scopes.filter((scope) => !held.includes(scope));
}

/** True when a person may grant all of these scopes. */
export function mayGive(scopes: readonly string[], held: readonly string[]): boolean {
  return lackedScopes(scopes, held).length === 0;
}
