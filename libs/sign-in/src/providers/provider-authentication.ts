import type { IDToken } from 'openid-client';
import type { Identity } from './linked-identities.repository.js';

/** OpenID Connect Core §2: `sub` has at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** Methods of RFC 8176 §2 that say what a person did; others of a provider have no known meaning. */
const METHODS = new Set(
  'face fpt hwk iris kba mca mfa otp pin pop pwd retina sc sms swk tel user vbm wia'.split(' '),
);

/** The method of a session whose provider names none: federated sign-in. */
const FEDERATED = 'fed';

/** An authentication as a provider describes it. */
export interface ProviderAuthentication {
  identity: Identity;

  /** Methods by RFC 8176, with `fed`. */
  amr: string[];

  /** `2` only when the provider says that there were several factors. */
  acr: '1' | '2';

  /** Unix seconds of the authentication at the provider; undefined when it is a part of this sign-in. */
  authenticatedAt: number | undefined;
}

/**
 * Seconds before the request in which an authentication counts as a part of this sign-in. The clock of
 * the provider may be slow.
 */
const TOLERANCE = 60;

/**
 * Reads a verified ID token of a sign-in that began at a time, in Unix seconds.
 *
 * @throws Error for a subject that cannot be stored
 *
 * A person who was signed in at the provider already has not authenticated now, and `auth_time` says
 * so. A provider that sends no `auth_time`, although it was asked to, counts as if the person had.
 */
export function readAuthentication(claims: IDToken, beganAt: number): ProviderAuthentication {
  const { iss, sub, amr, auth_time: authTime } = claims;
  if (!SUBJECT.test(sub)) throw new Error('sub of the ID token is not 1 to 255 ASCII characters');
  const named = Array.isArray(amr) ? (amr as unknown[]) : [];
  const methods = [...METHODS].filter((method) => named.includes(method));
  return {
    identity: { issuer: iss, subject: sub },
    amr: [FEDERATED, ...methods],
    acr: methods.includes('mfa') ? '2' : '1',
    authenticatedAt: isEarlier(authTime, beganAt) ? Math.floor(authTime) : undefined,
  };
}

function isEarlier(authTime: unknown, beganAt: number): authTime is number {
  return typeof authTime === 'number' && authTime >= 0 && authTime < beganAt - TOLERANCE;
}
