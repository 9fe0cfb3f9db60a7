import { Inject, Injectable } from '@nestjs/common';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { DpopNonces } from './dpop-nonces.js';
import { accessTokenHash, type DpopProof, readDpopProof } from './dpop-proof.js';
import { normalAddress } from './normal-address.js';
import { ReplayDetection } from '../replay/replay-detection.js';

/** The request that a proof has to be for. */
export interface ProvenRequest {
  method: string;
  /** As clients know it, so from the issuer on and not by the Host header; without query. */
  address: string;
  /** The token that is sent with it, and the key to which that is bound. */
  bound?: { accessToken: string; jkt: string };
}

/** A proof that is good, and may have been used before. */
export interface VerifiedProof extends DpopProof {
  /** Until when it is good, in Unix seconds. */
  expiresAt: number;
}

/** Of a proof that was good, and is used now. */
export interface AcceptedProof {
  /** Thumbprint of the key that has signed it (RFC 9449 §6.1). */
  jkt: string;
  /** To be sent along, when the nonce of the proof is getting old (§8.2). */
  nonce?: string;
}

export interface ProofError {
  code: 'invalid_dpop_proof' | 'use_dpop_nonce' | 'wrong_dpop_key' | 'temporarily_unavailable';
  description: string;
  /** The one to be used, if that was the fault. */
  nonce?: string;
  /** For the log. */
  cause?: string;
}

/** Checks DPoP proofs, and sees to it that each is used once (RFC 9449 §4.3). */
@Injectable()
export class DpopProofs {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly nonces: DpopNonces,
    private readonly usedProofs: ReplayDetection,
  ) {}

  /** Everything but whether it was used before: this costs the database nothing. */
  verify(text: string, request: ProvenRequest): VerifiedProof | ProofError {
    const proof = readDpopProof(text);
    if (typeof proof === 'string') return invalid(proof);
    const until = requestError(proof, request) ?? this.#until(proof, Date.now() / 1000);
    return typeof until === 'object' ? until : { ...proof, expiresAt: until };
  }

  /**
   * Uses a proof that the client has sent. Never rejects: a proof of which nobody can tell whether it
   * was used is refused, too.
   */
  async use(proof: VerifiedProof, clientId: string): Promise<AcceptedProof | ProofError> {
    const reuse = await this.#note(proof, clientId);
    if (reuse) return reuse;
    const now = Date.now() / 1000;
    const isGettingOld = proof.expiresAt - now < this.options.dpop.nonceLifetime / 2;
    const nonce = proof.nonce !== undefined && isGettingOld ? this.nonces.make(now) : undefined;
    return { jkt: proof.jkt, nonce };
  }

  /**
   * Until when a proof is good, in Unix seconds: by the nonce if it has one, whose
   * time is ours, else by `iat` (§4.3 item 11). Who sends a nonce is held to it even
   * where none is asked for (§8).
   */
  #until(proof: DpopProof, now: number): number | ProofError {
    const { requireNonce, nonceLifetime, iatWindow } = this.options.dpop;
    const { nonce, iat, exp, nbf } = proof;
    if ((exp !== undefined && exp <= now) || (nbf !== undefined && nbf > now)) {
      return invalid('the proof has expired, or is not valid yet');
    }
    if (nonce === undefined && !requireNonce) {
      if (Math.abs(iat - now) < iatWindow) return iat + iatWindow;
      return invalid(`iat is ${iatWindow} seconds or more from the time here, ${Math.floor(now)}`);
    }
    const made = nonce === undefined ? null : this.nonces.timeOf(nonce);
    // Of another process of ours whose clock is ahead it may seem to be from the future.
    if (made !== null && made + nonceLifetime > now && made - iatWindow < now) {
      return made + nonceLifetime;
    }
    const description = 'the proof needs the nonce that DPoP-Nonce says';
    return { code: 'use_dpop_nonce', description, nonce: this.nonces.make(now) };
  }

  async #note(
    { jkt, jti, expiresAt }: VerifiedProof,
    clientId: string,
  ): Promise<ProofError | null> {
    const proof = { kind: 'dpop', of: jkt, id: jti, expiresAt } as const;
    try {
      const isFirst = await this.usedProofs.use(proof, clientId);
      return isFirst ? null : invalid('the proof was used before: make one for each request');
    } catch (error) {
      const description = 'nobody can tell now whether the proof was used before: try again';
      const cause = `a DPoP proof could not be used: ${(error as Error).message}`;
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
    return invalid('htu is not the address of the request, from the public URL of this side on');
  }
  if (!bound) return null;
  if (proof.jkt !== bound.jkt) {
    const description = 'the token is bound to another key than that of the proof';
    return { code: 'wrong_dpop_key', description };
  }
  if (proof.ath === accessTokenHash(bound.accessToken)) return null;
  return invalid('ath is not the hash of the access token');
}

function invalid(description: string): ProofError {
  return { code: 'invalid_dpop_proof', description };
}
