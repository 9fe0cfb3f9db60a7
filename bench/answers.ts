import type { Algorithm } from './load-plan.js';

/** Users on a page, in each answer of the API. */
export const PAGE_SIZE = 25;

/** Returns the problem of an answer to a token request, or null. */
export function tokenProblem(status: number, body: string, algorithm: Algorithm): string | null {
  if (status !== 200) return `${status} ${body.slice(0, 200)}`;
  const { access_token: token, token_type: type } = JSON.parse(body) as Record<string, unknown>;
  const parts = typeof token === 'string' ? token.split('.') : [];
  if (parts.length !== 3) return `no token in ${body.slice(0, 200)}`;
  const { alg } = JSON.parse(Buffer.from(parts[0]!, 'base64url').toString()) as { alg: unknown };
  if (alg !== algorithm) return `a token that is signed with ${String(alg)}`;
  return type === 'Bearer' ? null : `a token of the type ${String(type)}`;
}

/**
 * Returns the problem of a page of users, or null. It does not parse the page, because that would
 * cost the load generator more than the answer costs the server.
 */
export function usersProblem(status: number, body: string): string | null {
  if (status !== 200) return `${status} ${body.slice(0, 200)}`;
  const users = body.split('"type":"users"').length - 1;
  return users === PAGE_SIZE ? null : `${users} users in ${body.slice(0, 200)}`;
}

/** Returns the problem of an answer to a change of the title of a user, or null. */
export function changeProblem(status: number, body: string, title: string): string | null {
  if (status !== 200) return `${status} ${body.slice(0, 200)}`;
  return body.includes(`"title":"${title}"`) ? null : `no title ${title} in ${body.slice(0, 200)}`;
}

/**
 * Returns the problem of an answer to a wrong secret, or null. 429 is the limit of failed attempts.
 */
export function rejectionProblem(status: number): string | null {
  return status === 401 || status === 429 ? null : `${status} for a wrong secret`;
}
