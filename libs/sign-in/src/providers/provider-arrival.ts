import { Injectable } from '@nestjs/common';
import { PageRejection } from '../pages/page-rejection.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT, signInPath } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { Cookies } from '../sessions/cookies.js';
import { AT_PROVIDER, pathAfterFailure } from './provider-departure.js';
import { ProviderOutcome } from './provider-outcome.js';
import { ProviderPages } from './provider-pages.js';
import { type FailedAtProvider, ProviderSignIns } from './provider-sign-ins.service.js';

const TEXTS = {
  unavailable: 'providerUnavailable',
  rejected: 'providerRejected',
  expired: 'providerExpired',
} as const satisfies Record<FailedAtProvider['failure'], string>;

/** Continues with browsers that come back from identity providers. */
@Injectable()
export class ProviderArrival {
  constructor(
    private readonly signIns: ProviderSignIns,
    private readonly outcome: ProviderOutcome,
    private readonly pages: ProviderPages,
    private readonly cookies: Cookies,
  ) {}

  /**
   * Answers a browser with the query that a provider has sent it with.
   *
   * @throws PageRejection 404 for an unknown or disabled provider
   */
  async arrive(key: string, query: string, visit: Visit): Promise<Answer> {
    const provider = await this.signIns.find(key);
    if (!provider) throw new PageRejection(404, 'not_found', 'notFound');
    const token = this.cookies.read(visit.headers, AT_PROVIDER);
    const result = await this.signIns.finish(provider, { query, token });
    const { transaction } = result;
    const answer =
      'failure' in result
        ? this.pages.failed(visit.headers, {
            text: TEXTS[result.failure],
            provider,
            path: transaction ? pathAfterFailure(transaction) : signInPath(ACCOUNT),
          })
        : await this.outcome.of({ ...result, provider, visit });
    // An answer to no transaction of this browser may come from an attacker, and ends none.
    if (!transaction) return answer;
    return { ...answer, cookies: [...(answer.cookies ?? []), this.cookies.remove(AT_PROVIDER)] };
  }
}
