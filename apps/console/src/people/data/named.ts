import { toObjects } from '#client';
import { api } from '../../api/client.js';

/** The name and the description of a role or a company. */
export interface Named {
  name: string;
  description: string | null;
}

/** They as they are read for a change, with the entity tag and the time of the last change. */
export interface EditedNamed extends Named {
  id: string;
  etag: string | undefined;
  updatedAt: string;
}

export interface NamedReference {
  type: 'roles' | 'customers';
  id: string;
}

/** Reads a role or a company for a change. */
export async function readNamed({ type, id }: NamedReference): Promise<EditedNamed> {
  const init = { params: { path: { id } } };
  const { data, etag } =
    type === 'roles'
      ? await api.GET('/api/roles/{id}', init)
      : await api.GET('/api/customers/{id}', init);
  return { ...toObjects(data), etag };
}

/** Changes it, if it is still in the state of the entity tag. */
export async function changeNamed(
  { type, id }: NamedReference,
  attributes: Partial<Named>,
  ifMatch: string | undefined,
): Promise<void> {
  const init = { params: { path: { id } }, ifMatch };
  if (type === 'roles') {
    await api.PATCH('/api/roles/{id}', { ...init, body: { data: { type, id, attributes } } });
  } else {
    await api.PATCH('/api/customers/{id}', { ...init, body: { data: { type, id, attributes } } });
  }
}
