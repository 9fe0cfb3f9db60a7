import { randomUUID } from 'node:crypto';
import type { AccessTokenClaims } from './access-token.claims.js';

/** A visitor: a user of a client who has not signed in. */
export interface Visitor {
  /** `sub` of the token. Each token has another one. */
  id: string;
  /** Seconds; a token of a visitor is valid for at most this long. */
  maxLifetime: number;
}

/** `sub` of visitors begins with this; ids of people are numbers, and those of clients are UUIDs. */
const PREFIX = 'urn:latchkey:visitor:';

export function makeVisitor(maxLifetime: number): Visitor {
  return { id: PREFIX + randomUUID(), maxLifetime };
}

/** True for a token of a visitor, who is neither a person nor a client. */
export function isOfVisitor({ sub }: Pick<AccessTokenClaims, 'sub'>): boolean {
  return sub.startsWith(PREFIX);
}
