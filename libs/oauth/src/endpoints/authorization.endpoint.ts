import { Injectable } from '@nestjs/common';
import { AuthorizationIntake } from '../authorization/authorization-intake.js';
import { RequestRate } from '../limits/request-rate.js';
import { AuthorizationPages } from '../people/authorization-pages.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { seeOther, UNCACHED } from './answers.js';
import { formOrQueryOf } from './parameters.js';
import { continuePath } from './continuation.endpoint.js';
import { withErrorPage } from './page-errors.js';

/**
 * The authorization endpoint (RFC 6749 §3.1). Another site opens it in the browser, so it gets no
 * cookie of the session. It stores a valid request, and continues with a navigation of this site.
 */
@Injectable()
export class AuthorizationEndpoint implements Endpoint {
  /** OpenID Connect Core §3.1.2.1 requires both. */
  readonly method = ['GET', 'POST'] as const;
  readonly paths = ['/oauth2-authorize'];
  readonly headers = UNCACHED;

  constructor(
    private readonly intake: AuthorizationIntake,
    private readonly rate: RequestRate,
    private readonly pages: AuthorizationPages,
  ) {}

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    return withErrorPage(request, this.pages, async () => {
      this.rate.take(request.address);
      const taken = await this.intake.begin(formOrQueryOf(request));
      if ('errorUrl' in taken) return seeOther(taken.errorUrl);
      return this.pages.hop(continuePath(taken.id), request.headers);
    });
  }
}
