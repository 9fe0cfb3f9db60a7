import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';

/** RFC 6749 requires a form; JSON is an extension of this server. */
const MEDIA_TYPE = /^application\/(?:x-www-form-urlencoded|json)\s*(?:;|$)/i;

/**
 * The parameters of a request to an OAuth endpoint. Throws `invalid_request` for another media
 * type.
 */
export const Parameters = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { body, headers } = context
    .switchToHttp()
    .getRequest<{ body: unknown; headers: Record<string, string | undefined> }>();
  if (body !== undefined && !MEDIA_TYPE.test(headers['content-type'] ?? '')) {
    throw new OAuthError(
      'invalid_request',
      'send application/x-www-form-urlencoded or application/json',
    );
  }
  return new FormParameters(body);
});
