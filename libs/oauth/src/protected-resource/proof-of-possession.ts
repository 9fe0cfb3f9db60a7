import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { DatabaseUnavailable } from '#database';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { DpopProofs, type ProofError, type VerifiedProof } from '../dpop/dpop-proofs.js';
import { Usage } from '../usage/usage.js';
import type { AccessTokenError, AccessTokenErrorCode } from './access-token.error.js';
import { accessTokenOf, schemeOf } from './credentials.js';
import { JwtStrategy } from './jwt.strategy.js';

/** What is before the path where a client sends the whole address (RFC 9112 §3.2.2). */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Sees to it that a token which is bound to a key is used by whoever has the key (RFC 9449 §7). */
@Injectable()
export class ProofOfPossession {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly proofs: DpopProofs,
    private readonly strategy: JwtStrategy,
    private readonly usage: Usage,
  ) {}

  /**
   * Checks the proof of a request, except whether it was used before. The claims are those of the
   * token of the request, verified already. Null for a token that is bound to no key.
   *
   * @throws AccessTokenError
   */
  verify(request: FastifyRequest, claims: AccessTokenClaims): VerifiedProof | null {
    const isDpop = schemeOf(request) === 'DPoP';
    if (!claims.cnf) {
      if (!isDpop) return null;
      throw this.#refuse(
        claims,
        'not_dpop_bound',
        'the token is bound to no key: send it as Bearer',
      );
    }
    if (!isDpop) {
      const description = 'the token is bound to a key: send it as DPoP, with a proof';
      throw this.#refuse(claims, 'dpop_bound_token', description);
    }
    const proof = request.headers.dpop;
    if (typeof proof !== 'string') {
      throw this.#refuse(claims, 'invalid_dpop_proof', 'send a DPoP header with a proof');
    }
    const verified = this.proofs.verify(proof, {
      method: request.method,
      address: this.#address(request),
      bound: { accessToken: accessTokenOf(request)!, jkt: claims.cnf.jkt },
    });
    if (!('code' in verified)) return verified;
    throw this.#refusalOf(verified, claims);
  }

  /**
   * Uses the proof, which is then of no use to anybody. Returns a nonce that is to be sent along, or
   * undefined.
   *
   * @throws AccessTokenError, and DatabaseUnavailable while nobody can tell whether the proof was
   * used before
   */
  async use(proof: VerifiedProof, claims: AccessTokenClaims): Promise<string | undefined> {
    const accepted = await this.proofs.use(proof, claims.client_id);
    if ('code' in accepted) throw this.#refusalOf(accepted, claims);
    return accepted.nonce;
  }

  #refusalOf(fault: ProofError, claims: AccessTokenClaims): Error {
    const { code, description, nonce, cause } = fault;
    if (code === 'temporarily_unavailable') return new DatabaseUnavailable(cause ?? description);
    return this.#refuse(claims, code, description, nonce);
  }

  /** A proxy may have changed the host, and the part of the path that is ours it has not. */
  #address({ url }: FastifyRequest): string {
    return this.options.issuer + url.replace(ORIGIN, '').split(/[?#]/, 1)[0];
  }

  #refuse(
    { client_id: clientId }: AccessTokenClaims,
    code: AccessTokenErrorCode,
    description: string,
    nonce?: string,
  ): AccessTokenError {
    // Who is told the nonce does the same again, with it.
    if (nonce === undefined) this.usage.denied(clientId);
    return this.strategy.refuse(code, description, { scheme: 'DPoP', nonce });
  }
}
