import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError, RETRY_AFTER } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { type AcceptedProof, DpopProofs, type ProofError } from './dpop-proofs.js';

/** Binds a new token to the key of the DPoP proof in the token request (RFC 9449 §5). */
@Injectable()
export class TokenBinding {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly proofs: DpopProofs,
  ) {}

  /**
   * Returns the accepted proof, or null for a token that is bound to no key. The client must be
   * authenticated already.
   *
   * @throws OAuthError `invalid_dpop_proof`, `use_dpop_nonce`, `temporarily_unavailable`
   */
  of(client: ClientSnapshot, proof: string | undefined): Promise<AcceptedProof> | null {
    if (proof !== undefined) return this.accept(client, proof, '/oauth2-token');
    if (!client.dpopBoundAccessTokens) return null;
    throw new OAuthError(
      'invalid_dpop_proof',
      'the tokens of this client must be bound to a key: send a DPoP header',
    );
  }

  /**
   * Accepts the proof in a request of the client to an endpoint.
   *
   * @throws OAuthError `invalid_dpop_proof`, `use_dpop_nonce`, `temporarily_unavailable`
   */
  async accept({ clientId }: ClientSnapshot, text: string, path: string): Promise<AcceptedProof> {
    const address = this.options.issuer + path;
    const proof = this.proofs.verify(text, { method: 'POST', address });
    const accepted = 'code' in proof ? proof : await this.proofs.use(proof, clientId);
    if ('code' in accepted) throw oauthError(accepted);
    return accepted;
  }
}

function oauthError({ code, description, nonce, cause }: ProofError): OAuthError {
  if (code === 'temporarily_unavailable') {
    return new OAuthError(code, description, { cause, headers: { 'Retry-After': RETRY_AFTER } });
  }
  if (nonce === undefined) return new OAuthError('invalid_dpop_proof', description);
  return new OAuthError('use_dpop_nonce', description, { headers: { 'DPoP-Nonce': nonce } });
}
