import type { TokenEndpoint } from './contestants.js';
import type { LoadPlan, TokenWork } from './load-plan.js';
import type { ServerProcess } from './server-process.js';

/** Token requests, all of the first client unless it is said otherwise. */
export function tokenPlan(
  server: ServerProcess,
  { path, format }: TokenEndpoint,
  { connections, length, ...work }: Pick<LoadPlan, 'connections' | 'length'> & Partial<TokenWork>,
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
