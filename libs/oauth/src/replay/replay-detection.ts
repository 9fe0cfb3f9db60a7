import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WarnOnce } from '../caching/warn-once.js';
import { ClientLimits } from '../limits/client-limits.js';
import { type Proof, UsedProofsRepository } from './used-proofs.repository.js';

const PURGE_MS = 60_000;

/**
 * Sees to it that nothing that was signed to be used once is used twice, by
 * whatever process of this side (RFC 7523 §3 item 7, RFC 9449 §11.1).
 */
@Injectable()
export class ReplayDetection implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce(new Logger('OAuth'));
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
   * Whether this is the first time. Ask last, when everything else of the proof
   * is found good: then it is used. A database that does not answer is a
   * failure, never a yes. The client is the one that has sent the proof.
   */
  async use(proof: Proof, clientId: string): Promise<boolean> {
    return this.limits.inTurn(clientId, async () => this.repository.insert(proof));
  }

  /** Never rejects. */
  async purge(): Promise<void> {
    try {
      await this.repository.purge();
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn('expired proofs are kept for later', error);
    }
  }
}
