import { Inject, Injectable } from '@nestjs/common';
import type { ClaimsClient, ClaimsContext, ExtraClaims } from '../host-hooks.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { OAuthError, RETRY_AFTER } from '../oauth.error.js';

/**
 * Names that the server sets, that RFC 7519 §4.1 gives a meaning, or that bind a token to a key or a
 * person.
 */
const RESERVED: ReadonlySet<string> = new Set(
  'iss sub aud exp nbf iat jti client_id scope cnf act may_act auth_time'.split(' '),
);

/** Milliseconds; a token request waits this long for the host. */
const TIME_LIMIT_MS = 1000;

/** Characters of the extra claims as JSON: a token is sent in a header, for which servers have limits. */
const MAX_LENGTH = 4096;

/** The claims that a host adds to access tokens. */
@Injectable()
export class HostClaims {
  readonly #claims: OAuthSettings['claims'];

  constructor(@Inject(OAUTH_SETTINGS) { claims }: Pick<OAuthSettings, 'claims'>) {
    this.#claims = claims && typeof claims !== 'function' ? checked(claims) : claims;
  }

  /**
   * Returns the extra claims of a token: a promise when the host needs time, undefined without any.
   *
   * @throws Error for claims that no token may have, OAuthError `temporarily_unavailable`
   */
  of(
    { clientId, subject }: ClaimsClient,
    context: ClaimsContext,
  ): ExtraClaims | Promise<ExtraClaims> | undefined {
    const claims = this.#claims;
    if (typeof claims !== 'function') return claims;
    // A copy, because the scope can be that of the cached client, which the host must not change.
    const returned = claims({ clientId, subject }, { ...context, scope: [...context.scope] });
    return isPromise(returned) ? inTime(returned).then(checked) : checked(returned);
  }
}

/** True also for a promise of another library. */
function isPromise(value: ExtraClaims | Promise<ExtraClaims>): value is Promise<ExtraClaims> {
  return typeof (value as Partial<Promise<ExtraClaims>> | undefined)?.then === 'function';
}

/** @throws Error for a reserved name, and for claims that are too long or no object */
function checked(claims: ExtraClaims): ExtraClaims {
  const isObject = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  if (!isObject) throw new Error('claims of OAuthModule must be an object');
  // An entity may hide members, or add some, in `toJSON`; only the checked claims are in the token.
  const text = JSON.stringify(claims);
  const { length } = text;
  const plain = JSON.parse(text) as ExtraClaims;
  const reserved = Object.keys(plain).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    throw new Error(`claims of OAuthModule must not have the reserved ${reserved.join(', ')}`);
  }
  if (length <= MAX_LENGTH) return plain;
  throw new Error(`claims of OAuthModule have ${length} characters; at most ${MAX_LENGTH}`);
}

async function inTime(claims: Promise<ExtraClaims>): Promise<ExtraClaims> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const cause = `claims of OAuthModule took longer than ${TIME_LIMIT_MS} ms`;
      const headers = { 'Retry-After': RETRY_AFTER };
      const description = 'the token cannot be issued now: try again';
      reject(new OAuthError('temporarily_unavailable', description, { cause, headers }));
    }, TIME_LIMIT_MS);
  });
  return Promise.race([claims, late]).finally(() => clearTimeout(timer));
}
