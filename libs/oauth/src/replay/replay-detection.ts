import { Injectable } from '@nestjs/common';
import { ClientLimits } from '../limits/client-limits.js';
import { type Proof, UsedProofsRepository } from './used-proofs.repository.js';

/**
 * Detects a second use of a client assertion or a DPoP proof, across all processes of this side
 * (RFC 7523 §3 item 7, RFC 9449 §11.1).
 */
@Injectable()
export class ReplayDetection {
  constructor(
    private readonly repository: UsedProofsRepository,
    private readonly limits: ClientLimits,
  ) {}

  /**
   * Records the use of a proof, and returns true if it is the first one. Call this last, when the
   * proof is otherwise valid. Rejects while the database is unavailable: an unchecked proof is
   * never accepted. `clientId` is the client that sent the proof.
   */
  async use(proof: Proof, clientId: string): Promise<boolean> {
    return this.limits.inTurn(clientId, async () => this.repository.insert(proof));
  }
}
