import { AuditLog } from '#audit';
import type { Database } from '#database';
import { RevokedTokensRepository } from './revocation/revoked-tokens.repository.js';
import { TokenRecordsRepository } from './diagnostics/token-records.repository.js';
import { TokenRevocations } from './revocation/token-revocations.js';
import { ClientSecretsRepository } from './clients/client-secrets.repository.js';
import { ClientSecrets } from './clients/client-secrets.service.js';
import { ClientsRepository } from './clients/clients.repository.js';
import { Clients } from './clients/clients.service.js';
import { DeclarationsRepository } from './clients/declarations.repository.js';
import { Declarations } from './clients/declarations.service.js';
import { InstancesRepository } from './keys/instances.repository.js';
import { KeySeals } from './keys/key-seals.js';
import { SealedKeys } from './keys/sealed-keys.js';
import { SigningKeyAdministration } from './keys/signing-key-administration.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import type { KeyEncryptionKeys } from './oauth.options.js';
import type { Side } from './side.js';
import { UsageRepository } from './usage/usage.repository.js';

/**
 * The services with which the command line administers clients, tokens and keys of both sides. They
 * need no server, only a database connection.
 */
export class OAuthAdministration {
  readonly repository: ClientsRepository;
  readonly clients: Clients;
  readonly secretRows: ClientSecretsRepository;
  readonly secrets: ClientSecrets;
  readonly declarationRows: DeclarationsRepository;
  readonly declarations: Declarations;
  readonly usage: UsageRepository;
  readonly keys: SigningKeyAdministration;
  readonly sealedKeys: SealedKeys;
  readonly tokens: TokenRevocations;
  readonly tokenRecords: TokenRecordsRepository;

  /**
   * `keysOf` returns the key-encryption keys of a side, to create, reseal and verify signing keys.
   */
  constructor(
    { dataSource }: Pick<Database, 'dataSource'>,
    keysOf: (side: Side) => KeyEncryptionKeys | null = () => null,
  ) {
    const audit = new AuditLog();
    this.repository = new ClientsRepository(dataSource);
    this.clients = new Clients(this.repository, audit);
    this.secretRows = new ClientSecretsRepository(dataSource);
    this.secrets = new ClientSecrets(this.repository, this.secretRows, audit);
    this.declarationRows = new DeclarationsRepository();
    this.declarations = new Declarations(
      this.repository,
      this.secretRows,
      this.declarationRows,
      audit,
    );
    this.usage = new UsageRepository(dataSource);
    const seals = new KeySeals(keysOf);
    const keys = new SigningKeysRepository(dataSource, seals);
    this.keys = new SigningKeyAdministration(keys, new InstancesRepository(dataSource), audit);
    this.sealedKeys = new SealedKeys(keys, seals, audit);
    const revoked = new RevokedTokensRepository(dataSource);
    this.tokens = new TokenRevocations(revoked, this.repository, keys, audit);
    this.tokenRecords = new TokenRecordsRepository(dataSource, keys);
  }
}
