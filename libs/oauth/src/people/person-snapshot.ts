import type { Scope } from '../scope.js';

/** A person of this side as the protocol needs it; times in Unix seconds. */
export interface PersonSnapshot {
  /** Id of the user: `sub` of the person's tokens. */
  id: string;
  /** False for a person who is disabled, or whose e-mail address is not confirmed. */
  isActive: boolean;
  /** The scopes of the person's roles: a token of the person carries at most these. */
  scopes: Scope;
  /** Tokens issued in this millisecond or before are revoked. */
  tokensValidAfter: number | null;
}

/** True when the text has the form of the id of a person. */
export function isPersonId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}
