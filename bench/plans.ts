import { type TokenEndpoint, USERS_PATH } from './contestants.js';
import type { LoadPlan, TokenWork, UsersWork } from './load-plan.js';
import type { ServerProcess } from './server-process.js';

type Extent = Pick<LoadPlan, 'connections' | 'seconds' | 'requests'>;

/** Token requests, all of the first client unless it is said otherwise. */
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
