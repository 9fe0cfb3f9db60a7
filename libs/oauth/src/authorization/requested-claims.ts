import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { ACR_VALUES, type Acr } from '../people/person-sessions.js';

/** The levels of authentication that an application asks for (OpenID Connect Core §5.5.1.1). */
export interface RequestedAcr {
  /** Levels that this server has, in the order of preference; at least one. */
  values: readonly Acr[];
  /** True when the application accepts no other level. */
  isEssential: boolean;
}

/** The claims that an application asks for in a special way (OpenID Connect Core §5.5). */
export interface RequestedClaims {
  acr?: RequestedAcr;
  /** Id of the only person for whom the application accepts an ID token (§3.1.2.2). */
  subject?: string;
}

/** Characters; a request for all claims of this server has some 300. */
const MAX_LENGTH = 2000;

/**
 * Reads `acr_values` and `claims`. Of the latter only `acr` and `sub` of the ID token change anything:
 * scopes give all other claims, and §5.5.1 lets the server leave out any of them.
 *
 * @throws OAuthError `invalid_request` for claims that are no JSON object of §5.5,
 *   `unmet_authentication_requirements` for essential levels that this server does not have
 */
export function readRequestedClaims(parameters: FormParameters): RequestedClaims {
  const wishes = parameters.get('acr_values')?.split(' ') ?? [];
  const voluntary = acrOf({ values: wishes });
  const text = parameters.get('claims');
  if (text === undefined) return { acr: voluntary };
  const { acr, sub } = membersOf(membersOf(parsed(text)).id_token);
  const { value: subject } = membersOf(sub);
  return {
    acr: acrOf(membersOf(acr)) ?? voluntary,
    subject: typeof subject === 'string' ? subject : undefined,
  };
}

/** Returns undefined for a claim without levels, and for voluntary levels that do not exist here. */
function acrOf({ essential, value, values }: Record<string, unknown>): RequestedAcr | undefined {
  const wishes: unknown[] = Array.isArray(values) ? values : value === undefined ? [] : [value];
  const known = ACR_VALUES.filter((level) => wishes.includes(level));
  const inOrder = known.toSorted((one, other) => wishes.indexOf(one) - wishes.indexOf(other));
  const isEssential = essential === true;
  if (inOrder.length > 0) return { values: inOrder, isEssential };
  if (!isEssential || wishes.length === 0) return undefined;
  const levels = ACR_VALUES.join(' and ');
  throw new OAuthError('unmet_authentication_requirements', `this server has the acr ${levels}`);
}

function parsed(text: string): unknown {
  try {
    if (text.length <= MAX_LENGTH) return JSON.parse(text);
  } catch {
    // The error below tells the application.
  }
  throw malformed();
}

/** Returns the members of an object; none of a claim that is requested by `null` (§5.5.1). */
function membersOf(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  const isObject = typeof value === 'object' && !Array.isArray(value);
  if (isObject) return value as Record<string, unknown>;
  throw malformed();
}

function malformed(): OAuthError {
  const form = `a JSON object of at most ${MAX_LENGTH} characters (OpenID Connect Core 5.5)`;
  return new OAuthError('invalid_request', `claims must be ${form}`);
}
