import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientSnapshotsRepository } from '../clients/client-snapshots.repository.js';
import { SigningKeysRepository } from '../keys/signing-keys.repository.js';
import type { SigningKey } from '../keys/signing-key.entity.js';
import type { OAuthOptions } from '../oauth.options.js';
import type { Side } from '../side.js';
import { RevokedTokensRepository } from '../revocation/revoked-tokens.repository.js';

/** All that the database knows of tokens of either side, read as it is now. */
@Injectable()
export class TokenRecordsRepository {
  readonly #revoked: RevokedTokensRepository;

  constructor(
    private readonly dataSource: DataSource,
    private readonly signingKeys: SigningKeysRepository,
  ) {
    this.#revoked = new RevokedTokensRepository(dataSource);
  }

  /** Leaves out keys that are not authentic, as far as this process can verify them. */
  async keys(): Promise<SigningKey[]> {
    return (await this.signingKeys.list()).filter(({ isAuthentic }) => isAuthentic !== false);
  }

  /** As the protocol sees it; null when the side has none of that id. */
  async client(
    clientId: string,
    side: Pick<OAuthOptions, 'side' | 'roles'>,
  ): Promise<ClientSnapshot | null> {
    return new ClientSnapshotsRepository(side, this.dataSource).find(clientId);
  }

  async isRevoked(side: Side, jti: string): Promise<boolean> {
    return this.#revoked.has(side, jti);
  }
}
