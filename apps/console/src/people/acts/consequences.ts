import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import type { Person } from '../data/person.js';
import { KINDS, type Kind } from '../kinds.js';

/** Numbers of what people have now; undefined for numbers that the reader may not see. */
export interface Consequences {
  sessions?: number;
  /** Clients that act for them. */
  clients?: number;
  refreshTokens?: number;
}

interface Counted {
  meta?: { page?: { total?: number } };
}

const totalOf = async (answer: Promise<{ data: unknown }>): Promise<number> =>
  ((await answer).data as Counted).meta?.page?.total ?? 0;

/** Counts what an act on these people concerns. */
export function useConsequences(kind: Kind, people: readonly Pick<Person, 'id'>[]) {
  const [sessions, clients, grants] = [
    useMay('sessions:read'),
    useMay('clients:read'),
    useMay('grants:read'),
  ];
  const ids = people.map(({ id }) => id).toSorted();
  return useQuery({
    queryKey: ['people', kind, 'consequences', ids, sessions, clients, grants],
    queryFn: async (): Promise<Consequences> => {
      const side = { 'filter[side]': [KINDS[kind].side], 'page[size]': 1, 'page[total]': true };
      const ofPeople = { params: { query: { ...side, 'filter[person]': ids } as object } };
      const ofOwners = { params: { query: { ...side, 'filter[owner]': ids } as object } };
      const [ofSessions, ofClients, ofTokens] = await Promise.all([
        sessions ? totalOf(api.GET('/api/sessions', ofPeople)) : undefined,
        clients ? totalOf(api.GET('/api/oauth-clients', ofOwners)) : undefined,
        grants ? totalOf(api.GET('/api/refresh-tokens', ofPeople)) : undefined,
      ]);
      return { sessions: ofSessions, clients: ofClients, refreshTokens: ofTokens };
    },
    enabled: ids.length > 0,
    staleTime: 0,
  });
}
