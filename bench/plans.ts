import { type TokenEndpoint, USERS_PATH } from './contestants.js';
import type { ChangesWork, LoadPlan, TokenWork, UsersWork } from './load-plan.js';
import type { ServerProcess } from './server-process.js';

type Extent = Pick<LoadPlan, 'connections' | 'seconds' | 'requests'>;

/** Builds a plan of token requests, by default all of the first client. */
export function tokenPlan(
  server: ServerProcess,
  { path, format }: TokenEndpoint,
  { connections, seconds, requests, ...work }: Extent & Partial<TokenWork>,
): LoadPlan {
  return {
    url: server.url + path,
    connections,
    seconds,
    requests,
    work: {
      kind: 'tokens',
      format,
      algorithm: 'ES256',
      clients: { first: 1, count: 1 },
      wrongOneIn: 0,
      keepIn: '',
      ...work,
    },
  };
}

export function usersPlan(
  server: ServerProcess,
  { tokensIn, ...extent }: Extent & Pick<UsersWork, 'tokensIn'>,
): LoadPlan {
  return { url: server.url + USERS_PATH, ...extent, work: { kind: 'users', tokensIn } };
}

export function changesPlan(
  { url }: ServerProcess,
  { tokensIn, rows, isConditional, ...extent }: Extent & Omit<ChangesWork, 'kind'>,
): LoadPlan {
  return { url, ...extent, work: { kind: 'changes', tokensIn, rows, isConditional } };
}
