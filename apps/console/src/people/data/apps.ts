import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { KINDS } from '../kinds.js';
import type { Person } from './person.js';

/** An app with access for a person: by a consent, by refresh tokens, or both. */
export interface AppAccess {
  /** The id of the client. */
  id: string;
  /** Undefined when the reader may not read clients. */
  name?: string;
  scopes: string[];
  /** The id of the consent; undefined for an app that needs none. */
  consent?: string;
  refreshTokens: string[];
  since: string;
  /** The last use of a refresh token. */
  lastUsedAt?: string;
}

interface Given {
  id: string;
  client?: { id: string } | null;
  scopes?: string[];
}

type Consent = Given & { grantedAt?: string };
type RefreshToken = Given & { createdAt?: string; lastUsedAt?: string };

/** The apps that have access for a person. */
export function appsQuery({ kind, id }: Pick<Person, 'kind' | 'id'>, mayReadClients: boolean) {
  return queryOptions({
    queryKey: ['people', kind, id, 'apps', mayReadClients],
    queryFn: async () => {
      const filters = { 'filter[side]': [KINDS[kind].side], 'filter[person]': [id] };
      const params = { query: { ...filters, 'page[size]': 100 } as object };
      const [consents, tokens] = await Promise.all([
        api.GET('/api/consents', { params }),
        api.GET('/api/refresh-tokens', { params }),
      ]);
      const apps = appsOf(toObjects(consents.data), toObjects(tokens.data));
      return mayReadClients ? withNames(apps) : apps;
    },
  });
}

/** Joins consents and refresh tokens by their client. */
export function appsOf(consents: readonly Consent[], tokens: readonly RefreshToken[]): AppAccess[] {
  const apps = new Map<string, AppAccess>();
  const appOf = ({ client, scopes = [] }: Given, since = ''): AppAccess => {
    const id = client?.id ?? '';
    const known = apps.get(id) ?? { id, scopes: [], refreshTokens: [], since };
    known.scopes = [...new Set([...known.scopes, ...scopes])].toSorted();
    if (since < known.since) known.since = since;
    apps.set(id, known);
    return known;
  };
  for (const consent of consents) appOf(consent, consent.grantedAt).consent = consent.id;
  for (const token of tokens) {
    const app = appOf(token, token.createdAt);
    app.refreshTokens.push(token.id);
    const { lastUsedAt = '' } = token;
    if (lastUsedAt > (app.lastUsedAt ?? '')) app.lastUsedAt = lastUsedAt;
  }
  return [...apps.values()];
}

async function withNames(apps: AppAccess[]): Promise<AppAccess[]> {
  if (apps.length === 0) return apps;
  const query = { 'filter[id]': apps.map(({ id }) => id), 'page[size]': 100 } as object;
  const { data } = await api.GET('/api/oauth-clients', { params: { query } });
  const names = new Map(toObjects(data).map(({ id, name }) => [id, name]));
  return apps.map((app) => ({ ...app, name: names.get(app.id) }));
}

/** Ends the access of an app: the consent, the tokens and the codes. */
export async function endAccess({ consent, refreshTokens }: AppAccess): Promise<void> {
  if (consent !== undefined) {
    await api.DELETE('/api/consents/{id}', { params: { path: { id: consent } } });
    return;
  }
  for (const id of refreshTokens) {
    await api.DELETE('/api/refresh-tokens/{id}', { params: { path: { id } } });
  }
}
