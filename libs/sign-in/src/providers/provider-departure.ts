import { Injectable } from '@nestjs/common';
import { RequestRate } from '#oauth';
import { SignInAuthorizationPages } from '../pages/authorization-pages.js';
import { PageRejection } from '../pages/page-rejection.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT, signInPath } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { Cookies } from '../sessions/cookies.js';
import { ProviderPages } from './provider-pages.js';
import { type ProviderRequest, ProviderSignIns } from './provider-sign-ins.service.js';

/** Purpose of the cookie of a browser that is at a provider. */
export const AT_PROVIDER = 'provider';

/** Seconds; as long as the transaction. */
const LIFETIME = 600;

/** Sends browsers to identity providers. */
@Injectable()
export class ProviderDeparture {
  constructor(
    private readonly rate: RequestRate,
    private readonly signIns: ProviderSignIns,
    private readonly hops: SignInAuthorizationPages,
    private readonly pages: ProviderPages,
    private readonly cookies: Cookies,
  ) {}

  /**
   * Leads to the provider with a key, with a cookie that binds its answer to this browser.
   *
   * @throws PageRejection 404 for an unknown or disabled provider
   * @throws OAuthError `too_many_requests`
   */
  async leave(key: string, request: ProviderRequest, { headers, address }: Visit): Promise<Answer> {
    this.rate.take(address);
    const provider = await this.signIns.find(key);
    if (!provider) throw new PageRejection(404, 'not_found', 'notFound');
    const started = await this.signIns.begin(provider, request);
    if (started) {
      const cookie = this.cookies.set(started.token, AT_PROVIDER, { maxAge: LIFETIME });
      return this.hops.leaveFor(started.url, headers, [cookie]);
    }
    const path = pathAfterFailure(request);
    return this.pages.failed(headers, { text: 'providerUnavailable', provider, path });
  }
}

/** Returns where a person goes on after a failure: to their account if they link an identity there. */
export function pathAfterFailure({
  personId = null,
  linkHash = null,
  returnTo,
}: ProviderRequest): string {
  return personId !== null && linkHash === null ? ACCOUNT : signInPath(returnTo);
}
