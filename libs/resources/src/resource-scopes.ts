/** The scopes of a token that may read resources of one type, and change them. */
export interface ResourceScopes {
  read: string;
  write: string;
}

export function scopesOf({ type }: { type: string }): ResourceScopes {
  return { read: `${type}:read`, write: `${type}:write` };
}
