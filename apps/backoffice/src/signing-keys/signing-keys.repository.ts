import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import type { ResourceQuery } from '#json-api';
import { type Side, SigningKeyAdministration } from '#oauth';
import { ComputedRows } from '#resources';
import { type KeyUsage, KeyUsageRepository } from './key-usage.repository.js';
import { type ListedSigningKey, signingKeyResource } from './signing-key.resource.js';

/** The use of a key that was made a moment ago. */
const UNUSED: KeyUsage = { instances: 0, liveTokens: 0, liveClients: 0 };

/**
 * Reads signing keys. `SigningKeyAdministration` changes them. The resource has no table of its own,
 * because the state of a key and the processes without it are computed. There are few keys at a
 * time: retired ones are deleted after a day.
 */
@Injectable()
export class SigningKeyResources extends ComputedRows<ListedSigningKey> {
  constructor(
    private readonly keys: SigningKeyAdministration,
    private readonly usage: KeyUsageRepository,
    private readonly config: ConfigService,
  ) {
    super(signingKeyResource);
  }

  protected override async all(query?: ResourceQuery): Promise<ListedSigningKey[]> {
    const keys = await this.keys.list();
    const usage = needsUsage(query) ? await this.#usage() : new Map<string, KeyUsage>();
    return keys.map(({ kid, ...key }) => ({ id: kid, ...key, ...(usage.get(kid) ?? UNUSED) }));
  }

  async #usage(): Promise<ReadonlyMap<string, KeyUsage>> {
    const lifetimeOf = (side: Side) =>
      this.config.getOrThrow<Config[Side]>(side).oauth.accessTokenLifetime;
    return this.usage.all({
      backoffice: lifetimeOf('backoffice'),
      storefront: lifetimeOf('storefront'),
    });
  }
}

/** Counting tokens takes 270 ms with 100,000 clients, so a list that shows nothing of it leaves it out. */
function needsUsage(query: ResourceQuery | undefined): boolean {
  const fields = query?.fields.get(signingKeyResource.type);
  if (fields === undefined || query?.etags) return true;
  return Object.keys(UNUSED).some((name) => fields.includes(name));
}
