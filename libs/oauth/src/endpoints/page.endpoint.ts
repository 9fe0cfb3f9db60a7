import { Inject, Optional } from '@nestjs/common';
import { AuthorizationPages } from '../people/authorization-pages.js';
import { UNCACHED } from './answers.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { describeError } from './error-response.js';

/** An endpoint that people open in a browser. It answers errors with a page. */
export abstract class PageEndpoint implements Endpoint {
  /** OpenID Connect Core §3.1.2.1 and RP-Initiated Logout 1.0 §2 require both. */
  readonly method = ['GET', 'POST'] as const;
  readonly headers = UNCACHED;

  abstract readonly paths: readonly string[];

  @Inject() protected readonly pages!: AuthorizationPages;
  @Optional() @Inject() private readonly refusals?: EndpointRefusals;

  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    try {
      return await this.answerBrowser(request);
    } catch (error) {
      const { requestId, address, method } = request;
      this.refusals?.record(error, { requestId, address, method, route: this.paths[0]! });
      const { status, headers, body } = describeError(error, request);
      const { error: code, error_description: description } = body;
      const page = this.pages.error({ status, code, description, requestId }, request.headers);
      return { ...page, headers: { ...headers, ...page.headers } };
    }
  }

  protected abstract answerBrowser(request: EndpointRequest): Promise<EndpointAnswer>;
}
