import { Injectable } from '@nestjs/common';
import { type Page, paginateInMemory, type ResourceQuery } from '#json-api';
import { SigningKeyAdministration } from '#oauth';
import type { ListedSigningKey } from './signing-key.resource.js';

/**
 * Reads signing keys. `SigningKeyAdministration` changes them. The resource has no table of its own,
 * because the state of a key and the processes without it are computed. There are few keys at a
 * time: retired ones are deleted after a day.
 */
@Injectable()
export class SigningKeyResources {
  constructor(private readonly keys: SigningKeyAdministration) {}

  async list(query: ResourceQuery): Promise<Page<ListedSigningKey>> {
    return paginateInMemory(await this.#all(), query);
  }

  async find(id: string): Promise<ListedSigningKey | null> {
    return (await this.#all()).find((key) => key.id === id) ?? null;
  }

  async #all(): Promise<ListedSigningKey[]> {
    return (await this.keys.list()).map(({ kid, ...key }) => ({ id: kid, ...key }));
  }
}
