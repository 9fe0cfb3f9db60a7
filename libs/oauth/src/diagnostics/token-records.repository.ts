import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientSnapshotsRepository } from '../clients/client-snapshots.repository.js';
import { SigningKeysRepository } from '../keys/signing-keys.repository.js';
import type { SigningKey } from '../keys/signing-key.entity.js';
import type { OAuthSettings } from '../oauth-settings.js';
import type { PersonSnapshot } from '../people/person-snapshot.js';
import { PersonSnapshotsRepository } from '../people/person-snapshots.repository.js';
import { scopesOf } from '../scopes.js';
import type { ShopSide, Side } from '../side.js';
import { RevokedTokensRepository } from '../revocation/revoked-tokens.repository.js';

/** Reads the current records that decide about tokens of both sides, without a cache. */
@Injectable()
export class TokenRecordsRepository {
  readonly #revoked: RevokedTokensRepository;

  constructor(
    private readonly dataSource: DataSource,
    private readonly signingKeys: SigningKeysRepository,
  ) {
    this.#revoked = new RevokedTokensRepository(dataSource);
  }

  /** Returns the signing keys, without those that this process can prove to be forged. */
  async keys(): Promise<SigningKey[]> {
    return (await this.signingKeys.list()).filter(({ isAuthentic }) => isAuthentic !== false);
  }

  /**
   * Returns the client as the OAuth endpoints see it; null when the side has no client with this
   * id.
   */
  async client(
    clientId: string,
    side: Pick<OAuthSettings, 'side' | 'roles'>,
  ): Promise<ClientSnapshot | null> {
    return new ClientSnapshotsRepository(settingsOf(side), this.dataSource).find(clientId);
  }

  /** Returns the person as the API sees them; null when the side has no person with this id. */
  async person(
    id: string,
    side: Pick<OAuthSettings, 'side' | 'roles'>,
  ): Promise<PersonSnapshot | null> {
    return new PersonSnapshotsRepository(settingsOf(side), this.dataSource).find(id);
  }

  async isRevoked(side: Side, jti: string): Promise<boolean> {
    return this.#revoked.has(side, jti);
  }
}

function settingsOf({ side, roles }: Pick<OAuthSettings, 'side' | 'roles'>) {
  return { side, roles, scopes: scopesOf(side as ShopSide) };
}
