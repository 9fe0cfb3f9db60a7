import { expect, it } from 'vitest';
import {
  changeProblem,
  PAGE_SIZE,
  rejectionProblem,
  tokenProblem,
  usersProblem,
} from './answers.js';

function answer(alg: string, members: object = {}): string {
  const header = Buffer.from(JSON.stringify({ alg })).toString('base64url');
  return JSON.stringify({ access_token: `${header}.e30.x`, token_type: 'Bearer', ...members });
}

it('tokenProblem accepts a Bearer token with the expected algorithm', () => {
  expect(tokenProblem(200, answer('ES256'), 'ES256')).toBeNull();
});

it.each([
  ['another algorithm', 200, answer('RS256'), 'a token that is signed with RS256'],
  ['another type', 200, answer('ES256', { token_type: 'DPoP' }), 'a token of the type DPoP'],
  ['an opaque token', 200, answer('ES256', { access_token: 'x' }), 'no token in'],
  ['an error', 503, '{"error":"temporarily_unavailable"}', '503 {"error"'],
])('tokenProblem reports %s', (_, status, body, problem) => {
  expect(tokenProblem(status, body, 'ES256')).toContain(problem);
});

it('usersProblem accepts only a page with 25 users and status 200', () => {
  const page = (count: number) =>
    JSON.stringify(Array.from({ length: count }, () => ({ type: 'users' })));
  expect(usersProblem(200, page(PAGE_SIZE))).toBeNull();
  expect(usersProblem(200, page(PAGE_SIZE - 1))).toContain('24 users in');
  expect(usersProblem(401, '{"errors":[]}')).toBe('401 {"errors":[]}');
});

it('rejectionProblem accepts 401 and 429 for a wrong secret', () => {
  expect([401, 429].map(rejectionProblem)).toEqual([null, null]);
  expect(rejectionProblem(200)).toBe('200 for a wrong secret');
});

it('changeProblem accepts only the changed title and status 200', () => {
  const user = '{"data":{"type":"users","attributes":{"title":"new 1"}}}';
  expect(changeProblem(200, user, 'new 1')).toBeNull();
  expect(changeProblem(200, user, 'new 2')).toContain('no title new 2');
  expect(changeProblem(503, user, 'new 1')).toContain('503 {"data"');
});
