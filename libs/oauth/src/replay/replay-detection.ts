import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WarnOnce } from '../caching/warn-once.js';
import { ClientLimits } from '../limits/client-limits.js';
import { type Proof, UsedProofsRepository } from './used-proofs.repository.js';

const PURGE_MS = 60_000;

/**
 * Detects a second use of a client assertion or a DPoP proof, across all processes of this side
 * (RFC 7523 §3 item 7, RFC 9449 §11.1).
 */
@Injectable()
export class ReplayDetection implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce('OAuth');
  #purging?: NodeJS.Timeout;

  constructor(
    private readonly repository: UsedProofsRepository,
    private readonly limits: ClientLimits,
  ) {}

  onModuleInit(): void {
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
  }

  /**
   * Records the use of a proof, and returns true if it is the first one. Call this last, when the
   * proof is otherwise valid. Rejects while the database is unavailable: an unchecked proof is
   * never accepted. `clientId` is the client that sent the proof.
   */
  async use(proof: Proof, clientId: string): Promise<boolean> {
    return this.limits.inTurn(clientId, async () => this.repository.insert(proof));
  }

  /** Deletes expired proofs. Never rejects. */
  async purge(): Promise<void> {
    try {
      await this.repository.purge();
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn('could not delete expired proofs, retrying in 1 minute', error);
    }
  }
}
