import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';

/** RFC 6749 asks for a form; JSON is what the contract of this server adds. */
const MEDIA_TYPE = /^application\/(?:x-www-form-urlencoded|json)\s*(?:;|$)/i;

/** The parameters of a token request. Throws `invalid_request` for any other kind of body. */
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
