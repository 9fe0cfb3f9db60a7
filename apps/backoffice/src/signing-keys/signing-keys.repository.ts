import { Injectable } from '@nestjs/common';
import { SigningKeyAdministration } from '#oauth';
import { ComputedRows } from '#resources';
import { type ListedSigningKey, signingKeyResource } from './signing-key.resource.js';

/**
 * Reads signing keys. `SigningKeyAdministration` changes them. The resource has no table of its own,
 * because the state of a key and the processes without it are computed. There are few keys at a
 * time: retired ones are deleted after a day.
 */
@Injectable()
export class SigningKeyResources extends ComputedRows<ListedSigningKey> {
  constructor(private readonly keys: SigningKeyAdministration) {
    super(signingKeyResource);
  }

  protected override async all(): Promise<ListedSigningKey[]> {
    return (await this.keys.list()).map(({ kid, ...key }) => ({ id: kid, ...key }));
  }
}
