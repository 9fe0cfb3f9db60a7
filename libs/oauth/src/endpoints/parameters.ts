import { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import type { EndpointRequest } from './endpoint.js';
import { readForm } from './form-body.js';

/** RFC 6749 requires a form; JSON is an extension of this server. */
const MEDIA_TYPE = /^application\/(?:x-www-form-urlencoded|json)\s*(?:;|$)/i;

/** @throws OAuthError `invalid_request` for another media type, or a body that is no object */
export function parametersOf({ body, headers }: EndpointRequest): FormParameters {
  if (body !== undefined && !MEDIA_TYPE.test(headers['content-type'] ?? '')) {
    const description = 'send application/x-www-form-urlencoded or application/json';
    throw new OAuthError('invalid_request', description);
  }
  return new FormParameters(body);
}

/**
 * Returns the parameters that a browser sends: those of the form with POST, otherwise those of the
 * query. A repeated one has several values in both.
 */
export function formOrQueryOf({ method, url, body }: EndpointRequest): FormParameters {
  if (method === 'POST') return new FormParameters(body);
  const at = url.indexOf('?');
  return new FormParameters(readForm(Buffer.from(at === -1 ? '' : url.slice(at + 1))));
}
