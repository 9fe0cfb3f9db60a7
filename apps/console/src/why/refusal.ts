import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { ResourceOf } from '../api/resource-of.js';

/** Why a request was refused, as the API explains it. */
export interface Explanation {
  text: string;
  advice: string;
  kind: string;
  isLocked: boolean;
  further: string | null;
  details: string | null;
}

type Attributes = ResourceOf<'/api/refusals'>['attributes'];

/** A refused request, or the sum of several. */
export interface Refusal {
  id: string;
  attributes: Omit<Attributes, 'explanation'> & { explanation: Explanation };
}

/** Milliseconds between two reads of a refusal that is not recorded yet, and the number of reads. */
const AGAIN_MS = 1000;
const MOST_READS = 4;

/** Reads the refusals of a request. A new one is recorded within a second or two. */
export const refusalQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['refusals', 'of', requestId],
    queryFn: async ({ signal }): Promise<Refusal[]> => {
      const query = { 'filter[requestId]': [requestId] };
      const answer = await api.GET('/api/refusals', { params: { query }, signal });
      return answer.data.data as unknown as Refusal[];
    },
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.length === 0 && dataUpdateCount < MOST_READS ? AGAIN_MS : false,
  });

/** The client of a refusal, as far as it is shown. */
export interface RefusedClient {
  id: string;
  attributes: {
    name: string;

    enabled: boolean;
    expiresAt: string | null;
  };
}

/** Reads the client that a request named; null when there is none. */
export const refusedClientQuery = (id: string) =>
  queryOptions({
    queryKey: ['oauth-clients', 'named', id],
    queryFn: async ({ signal }): Promise<RefusedClient | null> => {
      const query = { 'filter[id]': [id] };
      const answer = await api.GET('/api/oauth-clients', { params: { query }, signal });
      const [client] = answer.data.data as unknown as RefusedClient[];
      return client ?? null;
    },
  });
