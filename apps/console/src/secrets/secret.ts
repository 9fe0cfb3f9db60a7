import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import type { ResourceOf } from '../api/resource-of.js';
import { DAY } from '../ui/time-text.js';

/** Milliseconds between two reads while a secret is being replaced: people watch who still uses it. */
const LIVE_MS = 5000;

/** Secrets of one client, the newest first. A client has at most five, and some that have ended. */
const MOST = 50;

/** A network from which a secret was used. */
export interface UsedNetwork {
  network: string;
  lastUsedAt: string;
}

type Attributes = ResourceOf<'/api/oauth-client-secrets'>['attributes'];

/** A secret of the API. No answer that is read again has the secret itself. */
export interface Secret {
  id: string;
  attributes: Omit<Attributes, 'usedFrom'> & { usedFrom: { networks: UsedNetwork[] } };
  relationships: { client: { data: { id: string } } };
}

/** The client whose secrets are shown. */
export interface SecretOwner {
  id: string;
  name: string;
  side: 'backoffice' | 'storefront';
  isPublic: boolean;
}

export type SecretState = 'current' | 'replaced' | 'notYet' | 'ended';

/** Returns the state of a secret at a time in Unix milliseconds. */
export function stateOf({ attributes }: Pick<Secret, 'attributes'>, now: number): SecretState {
  const { notBefore, expiresAt, deprecatedAt } = attributes;
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'ended';
  if (notBefore !== null && Date.parse(notBefore) > now) return 'notYet';
  return deprecatedAt === null ? 'current' : 'replaced';
}

/** True for a secret that was used within a day, so machines probably still use it. */
export function isInUse({ attributes: { lastUsedAt } }: Secret, now: number): boolean {
  return lastUsedAt !== null && now - Date.parse(lastUsedAt) <= DAY;
}

/** The networks that have used a secret since it was replaced. */
export function usersSinceReplaced({ attributes }: Secret): UsedNetwork[] {
  const { deprecatedAt, usedFrom } = attributes;
  if (deprecatedAt === null) return [];
  const since = Date.parse(deprecatedAt);
  return usedFrom.networks.filter(({ lastUsedAt }) => Date.parse(lastUsedAt) > since);
}

/** True when a secret that replaces others was used, so that machines have it. */
export function isReplacementUsed(secrets: readonly Secret[], now: number): boolean {
  const current = secrets.filter((secret) => stateOf(secret, now) === 'current');
  return current.some(({ attributes }) => attributes.lastUsedAt !== null);
}

/** Reads the secrets of a client. */
export const clientSecretsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['oauth-client-secrets', 'of', clientId],
    queryFn: async ({ signal }): Promise<Secret[]> => {
      const query = { 'filter[client]': [clientId], 'page[size]': MOST };
      const answer = await api.GET('/api/oauth-client-secrets', { params: { query }, signal });
      const secrets = answer.data.data as unknown as Secret[];
      return secrets.toSorted((one, other) =>
        other.attributes.createdAt.localeCompare(one.attributes.createdAt),
      );
    },
    refetchInterval: ({ state }) =>
      state.data?.some((secret) => stateOf(secret, Date.now()) === 'replaced') ? LIVE_MS : false,
  });
