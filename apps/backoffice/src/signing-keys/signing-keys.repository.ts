import { Injectable } from '@nestjs/common';
import { type Page, paginateInMemory, type ResourceQuery } from '#json-api';
import { SigningKeyAdministration } from '#oauth';
import type { ListedSigningKey } from './signing-key.resource.js';

/**
 * For reading: what becomes of keys is for `SigningKeyAdministration`. No table,
 * since the state of a key and who lacks it are computed; there are a few keys at
 * a time, as the retired ones go after a day.
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
