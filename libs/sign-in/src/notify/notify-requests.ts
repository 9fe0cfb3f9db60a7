import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import { networkOf } from '#oauth';
import { CountersRepository } from '../attempts/counters.repository.js';
import type { Visit } from '../pages/visit.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { NotifyOutboxRepository, type RequestKind } from './notify-outbox.repository.js';
import { NotifyWorker } from './notify-worker.js';

interface PageRequest {
  kind: RequestKind;
  /** The fields of the form. `actor` is added to them. */
  typed: object;
  /** Seconds that the request is kept. */
  lifetime: number;
  /** Requests of one network within the window, in seconds. */
  limits: { perNetwork: number; window: number };
}

/**
 * Takes requests of people who are not signed in. Each costs the same two statements, whether
 * somebody has the name or not: the worker looks for the person after the answer.
 */
@Injectable()
export class NotifyRequests {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly counters: CountersRepository,
    private readonly outbox: NotifyOutboxRepository,
    private readonly worker: NotifyWorker,
  ) {}

  /** Returns 0, or the seconds to wait beyond the limit of a network. */
  async take({ kind, typed, lifetime, limits }: PageRequest, visit: Visit): Promise<number> {
    const { perNetwork: limit, window } = limits;
    const network = networkOf(visit.address);
    const key = `${this.settings.side} ${kind}:${network}`;
    const waitOf = await this.counters.count({ key, limit, window });
    const wait = waitOf(key, limit);
    if (wait > 0) return wait;
    const { requestId, address } = visit;
    const actor: Actor = { type: 'anonymous', name: network, requestId, address };
    await this.outbox.insert(randomUUID(), { kind, typed: { ...typed, actor }, lifetime });
    void this.worker.run();
    return 0;
  }
}
