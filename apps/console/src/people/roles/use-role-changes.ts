import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiError } from '#client';
import { api } from '../../api/client.js';
import { type Role, rolesQuery } from '../data/roles.js';
import { changedScopes, type Changes, remaining, toggled } from './effects.js';

/** Some roles were saved, and one was not. */
export class RoleError extends Error {
  constructor(
    readonly role: Role,
    override readonly cause: unknown,
  ) {
    super('a role could not be saved', { cause });
  }

  /** True when somebody else has changed the role meanwhile; the changes stay on top of that. */
  get isConflict(): boolean {
    return this.cause instanceof ApiError && this.cause.status === 412;
  }
}

/** The changes of the matrix that are not saved. They survive another version of the roles. */
export function useRoleChanges(roles: readonly Role[]) {
  const queries = useQueryClient();
  const [all, setAll] = useState<Changes>({});
  const changes = useMemo(() => remaining(all, roles), [all, roles]);
  const save = async () => {
    try {
      for (const role of roles.filter(({ id }) => changes[id])) await saveRole(role, changes);
    } finally {
      await queries.invalidateQueries({ queryKey: rolesQuery.queryKey });
    }
  };
  return {
    changes,
    toggle: (role: Role, scope: string) => setAll(toggled(changes, role, scope)),
    discard: () => setAll({}),
    save,
  };
}

/** @throws RoleError */
async function saveRole(role: Role, changes: Changes): Promise<void> {
  const { id, etag } = role;
  const scopes = changedScopes(role, changes) as never;
  const body = { data: { type: 'roles' as const, id, attributes: { scopes } } };
  try {
    await api.PATCH('/api/roles/{id}', { params: { path: { id } }, body, ifMatch: etag });
  } catch (error) {
    throw new RoleError(role, error);
  }
}
