import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { CONSOLE, signInAddress } from './base.js';

/** The person who is signed in, as `GET /console/session` describes them. */
export interface Session {
  person: {
    id: string;
    username: string | null;
    email: string;
    givenName: string;
    familyName: string;
  };
  /** The scopes of the person's roles. */
  scopes: string[];
  /** The last sign-in. */
  authenticatedAt: string;
  /** The limits of clients of both sides without limits of their own; 0 means no limit. */
  clientLimits: {
    requestsInFlight: number;
    requestsPerSecond: number;
    tokensPerMinute: number;
    revocationsPerMinute: number;
    introspectionsPerMinute: number;
  };
}

/** The session failed to load, with the status of the answer; 0 without an answer. */
export class SessionError extends Error {
  constructor(readonly status: number) {
    super(`the session could not be read: ${status}`);
    this.name = 'SessionError';
  }
}

/** Reads the session; null when nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  const response = await fetch(`${CONSOLE}/session`, { headers: { Accept: 'application/json' } });
  if (response.status === 401) return null;
  if (!response.ok) throw new SessionError(response.status);
  return (await response.json()) as Session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await readSession();
    if (session) return session;
    location.assign(signInAddress(location.pathname + location.search));
    // The page ends here, and nothing of the console is shown before the sign-in.
    return new Promise<never>(() => {});
  },
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});

/** The person who is signed in. The shell shows nothing before it is known. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/**
 * True when the roles of the person have the scope. Offer no act without it: the server would refuse.
 * Use it as `const mayWrite = useMay('clients:write')`.
 */
export function useMay(scope: string): boolean {
  return useSession().scopes.includes(scope);
}
