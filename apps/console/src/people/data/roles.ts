import { queryOptions } from '@tanstack/react-query';
import { toObjects } from '#client';
import { api } from '../../api/client.js';

/** Roles in the matrix, at most; the rest is on further pages of the API. */
const MAX_ROLES = 100;

/** A role of staff. */
export interface Role {
  id: string;
  name: string;
  description: string | null;
  scopes: string[];
  /** The entity tag, which a change names. */
  etag: string;
  updatedAt: string;
}

export const rolesQuery = queryOptions({
  queryKey: ['people', 'roles'],
  queryFn: async (): Promise<Role[]> => {
    const query = { sort: ['name'], 'page[size]': MAX_ROLES, withEtags: true } as object;
    const { data } = await api.GET('/api/roles', { params: { query } });
    return toObjects(data).map((role) => ({
      id: role.id,
      name: role.name ?? '',
      description: role.description ?? null,
      scopes: role.scopes ?? [],
      etag: role.meta?.etag ?? '',
      updatedAt: role.updatedAt ?? '',
    }));
  },
});

/** The roles that some people have together, and the number of these people. */
export interface Combination {
  roleIds: string[];
  users: number;
}

export const combinationsQuery = queryOptions({
  queryKey: ['people', 'role-combinations'],
  queryFn: async (): Promise<Combination[]> => {
    const found: Combination[] = [];
    const query = { 'page[size]': 1000 };
    for await (const { roleIds = [], users = 0 } of api.all('/api/role-combinations', {
      params: { query },
    })) {
      found.push({ roleIds, users });
    }
    return found;
  },
});
