/** Scopes that let a caller read resources, where they do not have the name of the type. */
const READ_SCOPES: Readonly<Record<string, string>> = {
  'oauth-clients': 'clients:read',
  'oauth-client-secrets': 'clients:read',
  'signing-keys': 'keys:read',
  'revoked-tokens': 'tokens:revoke',
  'audit-events': 'audit:read',
};

/** `users:read` for `users`; the scope that the `GET` of these resources needs. */
export function readScopeOf(type: string): string {
  return Object.hasOwn(READ_SCOPES, type) ? READ_SCOPES[type]! : `${type}:read`;
}
