import { Injectable } from '@nestjs/common';
import {
  collection,
  document,
  JsonApiError,
  paginateInMemory,
  type ResourceQuery,
  type ResourceSelection,
} from '#json-api';
import { SigningKeyAdministration } from '#oauth';
import { type ListedSigningKey, signingKeyResource } from './signing-key.resource.js';

/**
 * Reads signing keys. `SigningKeyAdministration` changes them. The resource has no table of its own,
 * because the state of a key and the processes without it are computed. There are few keys at a
 * time: retired ones are deleted after a day.
 */
@Injectable()
export class SigningKeyResources {
  constructor(private readonly keys: SigningKeyAdministration) {}

  async collection(query: ResourceQuery) {
    return collection(signingKeyResource, paginateInMemory(await this.#all(), query), query);
  }

  /** @throws JsonApiError 404 `not_found` */
  async document(id: string, selection: ResourceSelection) {
    const key = await this.find(id);
    if (!key) throw JsonApiError.notFound('signing-keys', id);
    return document(signingKeyResource, key, selection);
  }

  async find(id: string): Promise<ListedSigningKey | null> {
    return (await this.#all()).find((key) => key.id === id) ?? null;
  }

  async #all(): Promise<ListedSigningKey[]> {
    return (await this.keys.list()).map(({ kid, ...key }) => ({ id: kid, ...key }));
  }
}
