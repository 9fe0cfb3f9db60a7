import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { ReplayDetection } from '../replay/replay-detection.js';
import type { AuthenticationReason } from '../refusals/authentication-reasons.js';
import { assertionError, signatureError } from './assertion-rules.js';
import type { AssertionCredentials } from './assertion-credentials.js';
import { ClientKeySets } from './client-key-sets.js';
import type { AuthenticationResult } from './authentication-result.js';

/** Authenticates clients by assertions that they sign with a private key (RFC 7523). */
@Injectable()
export class ClientAssertions {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keySets: ClientKeySets,
    private readonly replayDetection: ReplayDetection,
  ) {}

  /** Verifies everything except that the assertion was not used before. */
  async verify(
    credentials: AssertionCredentials,
    client: ClientSnapshot,
  ): Promise<AuthenticationResult> {
    const { issuer, assertions } = this.options;
    const error = assertionError(credentials.assertion, { issuer, ...assertions });
    if (error !== null) return { reason: `bad_assertion: ${error}` };
    const reason = await this.#signatureError(credentials, client);
    return reason === null ? { secret: null } : { reason };
  }

  /**
   * Marks the assertion as used. Returns true for its first use in all processes of this side, and
   * false for a replay. Call this last: afterwards the assertion is used up.
   *
   * @throws Error when the use cannot be recorded
   */
  async use({ clientId, assertion }: AssertionCredentials): Promise<boolean> {
    const { jti, exp } = assertion.claims as { jti: string; exp: number };
    const proof = { kind: 'client_assertion', of: clientId, id: jti, expiresAt: exp } as const;
    return this.replayDetection.use(proof, clientId);
  }

  /**
   * Verifies the signature; when that fails, fetches a key set at a URL again, unless its cooldown
   * runs.
   */
  async #signatureError(
    credentials: AssertionCredentials,
    { keys, jwksUri }: ClientSnapshot,
  ): Promise<AuthenticationReason | null> {
    if (jwksUri === null) return signatureError(credentials, keys);
    const known = await this.keySets.find(jwksUri);
    if (signatureError(credentials, known.keys) === null) return null;
    const renewed = await this.keySets.renew(jwksUri);
    const error = signatureError(credentials, renewed.keys);
    if (error === null || renewed.problem === null) return error;
    return renewed.keys.length === 0
      ? `key_set_unavailable: ${renewed.problem}`
      : `${error}: and its key set has a problem, ${renewed.problem}`;
  }
}
