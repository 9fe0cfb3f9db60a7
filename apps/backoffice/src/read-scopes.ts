/** Read scopes of the types whose scope has another name than the type. */
const READ_SCOPES: Readonly<Record<string, string>> = {
  'oauth-clients': 'clients:read',
  'oauth-client-secrets': 'clients:read',
  'signing-keys': 'keys:read',
  'revoked-tokens': 'tokens:revoke',
  'audit-events': 'audit:read',
};

/** The scope that a `GET` of these resources needs: `users:read` for `users`. */
export function readScopeOf(type: string): string {
  return Object.hasOwn(READ_SCOPES, type) ? READ_SCOPES[type]! : `${type}:read`;
}
