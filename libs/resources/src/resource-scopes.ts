/** Returns the scopes of a token that may read resources of a type, and change them. */
export function scopesOf({ type }: { type: string }): { read: string; write: string } {
  return { read: `${type}:read`, write: `${type}:write` };
}
