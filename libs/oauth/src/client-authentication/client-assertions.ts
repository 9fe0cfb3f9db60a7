import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { ReplayDetection } from '../replay/replay-detection.js';
import { assertionError, signatureError } from './assertion-rules.js';
import type { AssertionCredentials } from './client-assertion.js';
import { ClientKeySets } from './client-key-sets.js';
import type { AuthenticationResult } from './authentication-result.js';

/** Authentication by what a client has signed, with a key that it keeps to itself (RFC 7523). */
@Injectable()
export class ClientAssertions {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keySets: ClientKeySets,
    private readonly usedProofs: ReplayDetection,
  ) {}

  /** Everything but whether it was used before. */
  async judge(
    { assertion }: AssertionCredentials,
    client: ClientSnapshot,
  ): Promise<AuthenticationResult> {
    const { issuer, assertions } = this.options;
    const fault = assertionError(assertion, { issuer, ...assertions });
    if (fault !== null) return { reason: `bad_assertion: ${fault}` };
    const reason = await this.#signatureFault(assertion, client);
    return reason === null ? { secret: null } : { reason };
  }

  /**
   * Whether this is the first time that it is used, by all processes of this
   * side. Ask last: from then on it is of no use to anybody.
   *
   * @throws Error when that cannot be told; never a yes then
   */
  async use({ clientId, assertion }: AssertionCredentials): Promise<boolean> {
    const { jti, exp } = assertion.claims as { jti: string; exp: number };
    const proof = { kind: 'client_assertion', of: clientId, id: jti, expiresAt: exp } as const;
    return this.usedProofs.use(proof, clientId);
  }

  /** A key set at an address is fetched anew when none of its keys has signed, as often as it may. */
  async #signatureFault(
    assertion: AssertionCredentials['assertion'],
    { keys, jwksUri }: ClientSnapshot,
  ): Promise<string | null> {
    if (jwksUri === null) return signatureError(assertion, keys);
    const known = await this.keySets.find(jwksUri);
    if (signatureError(assertion, known.keys) === null) return null;
    const renewed = await this.keySets.renew(jwksUri);
    const fault = signatureError(assertion, renewed.keys);
    if (fault === null || renewed.problem === null) return fault;
    return renewed.keys.length === 0
      ? `key_set_unavailable: ${renewed.problem}`
      : `${fault}: and its key set has a problem, ${renewed.problem}`;
  }
}
