/** The scopes of a token that a route requires: one, one of several, or all of several. */
export type RequiredScope = string | readonly string[] | { readonly allOf: readonly string[] };

/**
 * Returns the alternatives, each with all its scopes (OpenAPI 3.1.1, "Security Requirement
 * Object").
 */
export function alternativesOf(required: RequiredScope): readonly (readonly string[])[] {
  if (typeof required === 'string') return [[required]];
  return 'allOf' in required ? [required.allOf] : required.map((scope) => [scope]);
}

/** Returns all scopes that the requirement names. */
export function namesOf(required: RequiredScope): readonly string[] {
  return alternativesOf(required).flat();
}
