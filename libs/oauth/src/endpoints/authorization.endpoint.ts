import { Injectable } from '@nestjs/common';
import { AuthorizationIntake } from '../authorization/authorization-intake.js';
import { RequestRate } from '../limits/request-rate.js';
import type { EndpointAnswer, EndpointRequest } from './endpoint.js';
import { seeOther } from './answers.js';
import { formOrQueryOf } from './parameters.js';
import { continuePath } from './continuation.endpoint.js';
import { PageEndpoint } from './page.endpoint.js';

/**
 * The authorization endpoint (RFC 6749 §3.1). Another site opens it in the browser, so it gets no
 * cookie of the session. It stores a valid request, and continues with a navigation of this site.
 */
@Injectable()
export class AuthorizationEndpoint extends PageEndpoint {
  readonly paths = ['/oauth2-authorize'];

  constructor(
    private readonly intake: AuthorizationIntake,
    private readonly rate: RequestRate,
  ) {
    super();
  }

  protected async answerBrowser(request: EndpointRequest): Promise<EndpointAnswer> {
    this.rate.take(request.address);
    const taken = await this.intake.begin(formOrQueryOf(request));
    if ('errorUrl' in taken) return seeOther(taken.errorUrl);
    return this.pages.hop(continuePath(taken.id), request.headers);
  }
}
