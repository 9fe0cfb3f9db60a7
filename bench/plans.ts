import { type TokenEndpoint, USERS_PATH } from './contestants.js';
import type { LoadPlan, TokenWork, UsersWork } from './load-plan.js';
import type { ServerProcess } from './server-process.js';

type Extent = Pick<LoadPlan, 'connections' | 'length'>;

/** Token requests, all of the first client unless it is said otherwise. */
export function tokenPlan(
  server: ServerProcess,
  { path, format }: TokenEndpoint,
  { connections, length, ...work }: Extent & Partial<TokenWork>,
): LoadPlan {
  return {
    url: server.url + path,
    connections,
    length,
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
  { connections, length, tokensIn }: Extent & Pick<UsersWork, 'tokensIn'>,
): LoadPlan {
  return { url: server.url + USERS_PATH, connections, length, work: { kind: 'users', tokensIn } };
}
