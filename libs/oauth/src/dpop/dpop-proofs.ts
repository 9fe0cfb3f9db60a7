import { Inject, Injectable } from '@nestjs/common';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { DpopNonces } from './dpop-nonces.js';
import { accessTokenHash, type DpopProof, readDpopProof } from './dpop-proof.js';
import { normalAddress } from './normal-address.js';
import { ReplayDetection } from '../replay/replay-detection.js';

/** The request that a proof must match. */
export interface ProvenRequest {
  method: string;
  /** Public URL without query: it starts with the issuer and does not depend on the Host header. */
  address: string;
  /** The access token of the request, and the thumbprint of the key to which it is bound. */
  bound?: { accessToken: string; jkt: string };
}

/** A valid proof that is not checked for replay yet. */
export interface VerifiedProof extends DpopProof {
  /** End of its validity, in Unix seconds. */
  expiresAt: number;
}

/** The result of a valid proof that was used for the first time. */
export interface AcceptedProof {
  /** Thumbprint of the key that signed the proof (RFC 9449 §6.1). */
  jkt: string;
  /** A new nonce for the client, when that of the proof will expire soon (§8.2). */
  nonce?: string;
}

export interface ProofError {
  code: 'invalid_dpop_proof' | 'use_dpop_nonce' | 'wrong_dpop_key' | 'temporarily_unavailable';
  description: string;
  /** The nonce that the client must use, if the error is `use_dpop_nonce`. */
  nonce?: string;
  /** For the log. */
  cause?: string;
}

/** Verifies DPoP proofs, and accepts each proof only once (RFC 9449 §4.3). */
@Injectable()
export class DpopProofs {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly nonces: DpopNonces,
    private readonly replayDetection: ReplayDetection,
  ) {}

  /** Checks everything except replay. This needs no database query. */
  verify(text: string, request: ProvenRequest): VerifiedProof | ProofError {
    const proof = readDpopProof(text);
    if (typeof proof === 'string') return invalid(proof);
    const expiry = requestError(proof, request) ?? this.#expiryOf(proof, Date.now() / 1000);
    return typeof expiry === 'object' ? expiry : { ...proof, expiresAt: expiry };
  }

  /**
   * Accepts a proof of the client if it was not used before. Never rejects: if the check for replay
   * fails, it returns an error.
   */
  async use(proof: VerifiedProof, clientId: string): Promise<AcceptedProof | ProofError> {
    const error = await this.#recordUse(proof, clientId);
    if (error) return error;
    const now = Date.now() / 1000;
    const isGettingOld = proof.expiresAt - now < this.options.dpop.nonceLifetime / 2;
    const nonce = proof.nonce !== undefined && isGettingOld ? this.nonces.make(now) : undefined;
    return { jkt: proof.jkt, nonce };
  }

  /**
   * Returns the end of a proof's validity, in Unix seconds (§4.3 item 11). A nonce decides if the
   * proof has one, because its time is that of the server; otherwise `iat` decides. A nonce must be
   * valid even if the server does not require one (§8).
   */
  #expiryOf(proof: DpopProof, now: number): number | ProofError {
    const { requireNonce, nonceLifetime, iatWindow } = this.options.dpop;
    const { nonce, iat, exp, nbf } = proof;
    if ((exp !== undefined && exp <= now) || (nbf !== undefined && nbf > now)) {
      return invalid('the proof has expired, or is not valid yet');
    }
    if (nonce === undefined && !requireNonce) {
      if (Math.abs(iat - now) < iatWindow) return iat + iatWindow;
      return invalid(
        `iat is ${iatWindow} seconds or more from the time of the server, ${Math.floor(now)}`,
      );
    }
    const made = nonce === undefined ? null : this.nonces.timeOf(nonce);
    // Another process whose clock is ahead may have made the nonce, so its time may be in the
    // future.
    if (made !== null && made + nonceLifetime > now && made - iatWindow < now) {
      return made + nonceLifetime;
    }
    const description = 'the proof needs the nonce of the DPoP-Nonce header';
    return { code: 'use_dpop_nonce', description, nonce: this.nonces.make(now) };
  }

  async #recordUse(
    { jkt, jti, expiresAt }: VerifiedProof,
    clientId: string,
  ): Promise<ProofError | null> {
    const proof = { kind: 'dpop', of: jkt, id: jti, expiresAt } as const;
    try {
      const isFirst = await this.replayDetection.use(proof, clientId);
      return isFirst ? null : invalid('the proof was used before: make one for each request');
    } catch (error) {
      const description =
        'the server cannot check now whether the proof was used before: try again';
      const cause = `could not check a DPoP proof for replay: ${(error as Error).message}`;
      return { code: 'temporarily_unavailable', description, cause };
    }
  }
}

function requestError(
  proof: DpopProof,
  { method, address, bound }: ProvenRequest,
): ProofError | null {
  if (proof.htm !== method) return invalid('htm is not the method of the request');
  const htu = normalAddress(proof.htu);
  if (htu === null || htu !== normalAddress(address)) {
    return invalid('htu must be the URL of the request, starting with the public URL of this side');
  }
  if (!bound) return null;
  if (proof.jkt !== bound.jkt) {
    const description = 'the token is bound to another key than the key of the proof';
    return { code: 'wrong_dpop_key', description };
  }
  if (proof.ath === accessTokenHash(bound.accessToken)) return null;
  return invalid('ath is not the hash of the access token');
}

function invalid(description: string): ProofError {
  return { code: 'invalid_dpop_proof', description };
}
