import type { AuthorizationPages } from '../people/authorization-pages.js';
import type { EndpointAnswer, EndpointRequest } from './endpoint.js';
import { describeError } from './error-response.js';

/** Runs the work of an endpoint that people see, and answers its errors with a page. */
export async function withErrorPage(
  request: EndpointRequest,
  pages: AuthorizationPages,
  work: () => Promise<EndpointAnswer>,
): Promise<EndpointAnswer> {
  try {
    return await work();
  } catch (error) {
    const { status, headers, body } = describeError(error, request);
    const { error: code, error_description: description } = body;
    const { requestId } = request;
    const page = pages.error({ status, code, description, requestId }, request.headers);
    return { ...page, headers: { ...headers, ...page.headers } };
  }
}
