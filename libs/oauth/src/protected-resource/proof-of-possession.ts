import { Inject, Injectable } from '@nestjs/common';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { DatabaseUnavailable } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { DpopProofs, type ProofError, type VerifiedProof } from '../dpop/dpop-proofs.js';
import { Usage } from '../usage/usage.js';
import type { AccessTokenError, AccessTokenErrorCode } from './access-token.error.js';
import { accessTokenOf, schemeOf } from './credentials.js';
import type { ApiRequest } from './http.js';
import { JwtStrategy } from './jwt.strategy.js';

/** The part before the path, when a client sends the absolute form of the URL (RFC 9112 §3.2.2). */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/**
 * Accepts a token that is bound to a key only from a client that proves to have the key (RFC 9449
 * §7).
 */
@Injectable()
export class ProofOfPossession {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly proofs: DpopProofs,
    private readonly strategy: JwtStrategy,
    private readonly usage: Usage,
  ) {}

  /**
   * Verifies the proof of a request, except for replay. The claims are the verified claims of its
   * token. Returns null for a token that is bound to no key.
   *
   * @throws AccessTokenError
   */
  verify(request: ApiRequest, claims: AccessTokenClaims): VerifiedProof | null {
    const isDpop = schemeOf(request) === 'DPoP';
    if (!claims.cnf) {
      if (!isDpop) return null;
      throw this.#denied(
        claims,
        'not_dpop_bound',
        'the token is bound to no key: send it as Bearer',
      );
    }
    if (!isDpop) {
      const description = 'the token is bound to a key: send it as DPoP, with a proof';
      throw this.#denied(claims, 'dpop_bound_token', description);
    }
    const proof = request.headers.dpop;
    if (typeof proof !== 'string') {
      throw this.#denied(claims, 'invalid_dpop_proof', 'send a DPoP header with a proof');
    }
    const verified = this.proofs.verify(proof, {
      method: request.method,
      address: this.#address(request),
      bound: { accessToken: accessTokenOf(request)!, jkt: claims.cnf.jkt },
    });
    if (!('code' in verified)) return verified;
    throw this.#toError(verified, claims);
  }

  /**
   * Records the use of the proof, which cannot be used again. Returns a nonce for the response, or
   * undefined.
   *
   * @throws AccessTokenError, and DatabaseUnavailable while the proof cannot be checked for replay
   */
  async use(proof: VerifiedProof, claims: AccessTokenClaims): Promise<string | undefined> {
    const accepted = await this.proofs.use(proof, claims.client_id);
    if ('code' in accepted) throw this.#toError(accepted, claims);
    return accepted.nonce;
  }

  #toError(error: ProofError, claims: AccessTokenClaims): Error {
    const { code, description, nonce, cause } = error;
    if (code === 'temporarily_unavailable') return new DatabaseUnavailable(cause ?? description);
    return this.#denied(claims, code, description, nonce);
  }

  /**
   * Returns the public URL of a request. A proxy may change the host, but not the path after the
   * issuer without the path of the endpoints.
   */
  #address({ url, originalUrl = url }: ApiRequest): string {
    const { issuer, path } = this.options;
    const base = issuer.endsWith(path) ? issuer.slice(0, issuer.length - path.length) : issuer;
    return base + originalUrl.replace(ORIGIN, '').split(/[?#]/, 1)[0];
  }

  #denied(
    { client_id: clientId }: AccessTokenClaims,
    code: AccessTokenErrorCode,
    description: string,
    nonce?: string,
  ): AccessTokenError {
    // With a nonce the client will repeat the request, so it is not counted as denied.
    if (nonce === undefined) this.usage.denied(clientId);
    return this.strategy.accessTokenError(code, description, { scheme: 'DPoP', nonce });
  }
}
