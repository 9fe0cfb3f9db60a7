import { OAuthError } from '../oauth.error.js';

/** Returns the error of a request beyond a limit that belongs to no client alone. */
export function tooManyRequests(description: string, retryAfter: number): OAuthError {
  const headers = { 'Retry-After': String(retryAfter) };
  return new OAuthError('too_many_requests', description, { headers });
}
