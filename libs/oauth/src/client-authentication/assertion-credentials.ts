import type { FormParameters } from '../form-parameters.js';
import { type Jws, readJws } from '../jws/jws.js';
import { OAuthError } from '../oauth.error.js';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client assertion that is parsed and not verified yet (RFC 7523 §2.2). */
export interface AssertionCredentials {
  /** `sub` of the assertion. */
  clientId: string;
  assertion: Jws;
  /**
   * The keys that did not sign the assertion. A failed verification is repeated with the keys that
   * are stored now; usually they are the same ones, and a set of large keys takes 14 ms.
   */
  otherKeys: Set<string>;
}

export interface UnreadableAssertion {
  clientId: string;
  problem: 'unreadable_assertion' | 'assertion_of_another';
}

/**
 * Reads the assertion of a request; null when it has none.
 *
 * An assertion that is not a JWT, or is of another client than `client_id`, is a failed
 * authentication (RFC 7523 §3.2, RFC 7521 §4.2.1). Another type of assertion is one, too, but the
 * error says so: the method is not supported (RFC 6749 §5.2).
 *
 * @throws OAuthError `invalid_client` for another type, `invalid_request` for half of the two
 * parameters and for an assertion of more characters than `maxLength`
 */
export function readClientAssertion(
  parameters: FormParameters,
  maxLength: number,
): AssertionCredentials | UnreadableAssertion | null {
  const type = parameters.get('client_assertion_type');
  const text = parameters.get('client_assertion');
  if (type === undefined && text === undefined) return null;
  if (type === undefined || text === undefined) {
    throw invalidRequest('client_assertion and client_assertion_type need each other');
  }
  if (type !== TYPE) {
    throw new OAuthError('invalid_client', `client_assertion_type must be ${TYPE}`);
  }
  if (text.length > maxLength) {
    throw invalidRequest(`client_assertion must not be longer than ${maxLength} characters`);
  }
  const clientId = parameters.get('client_id');
  const assertion = readJws(text);
  const subject = assertion?.claims.sub;
  if (!assertion || typeof subject !== 'string') {
    return { clientId: clientId ?? '', problem: 'unreadable_assertion' };
  }
  if (clientId !== undefined && clientId !== subject) {
    return { clientId, problem: 'assertion_of_another' };
  }
  return { clientId: subject, assertion, otherKeys: new Set() };
}

function invalidRequest(description: string): OAuthError {
  return new OAuthError('invalid_request', description);
}
