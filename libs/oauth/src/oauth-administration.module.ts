import { type DynamicModule, Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AuditModule, AuditTrail } from '#audit';
import { AuthorizedApplications } from './authorization/authorized-applications.js';
import { AuthorizedApplicationsRepository } from './authorization/authorized-applications.repository.js';
import { ClientSecretsRepository } from './clients/client-secrets.repository.js';
import { ClientSecrets } from './clients/client-secrets.service.js';
import { shopClients } from './shop-clients.js';
import { ClientsRepository } from './clients/clients.repository.js';
import { Clients } from './clients/clients.service.js';
import { DeclarationsRepository } from './clients/declarations.repository.js';
import { Declarations } from './clients/declarations.service.js';
import { TokenRecordsRepository } from './diagnostics/token-records.repository.js';
import { InstancesRepository } from './keys/instances.repository.js';
import { KeySeals } from './keys/key-seals.js';
import { SealedKeys } from './keys/sealed-keys.js';
import { SigningKeyAdministration } from './keys/signing-key-administration.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import type { KeyEncryptionKeys } from './oauth-settings.js';
import { PersonGrantsRepository } from './refresh-tokens/person-grants.repository.js';
import { RefreshTokenRevocation } from './refresh-tokens/refresh-token-revocation.js';
import { RevokedTokensRepository } from './revocation/revoked-tokens.repository.js';
import { TokenRevocations } from './revocation/token-revocations.js';
import type { Side } from './side.js';
import { UsageReports } from './usage/usage-reports.repository.js';

/** Returns the key-encryption keys of a side; null when the process does not have them. */
type KeysOf = (side: never) => KeyEncryptionKeys | null;

/**
 * The services with which the command line administers clients, tokens and keys of both sides, and
 * reads the audit trail. They need no server, only a database connection.
 */
@Injectable()
export class OAuthAdministration {
  @Inject() readonly repository!: ClientsRepository;
  @Inject() readonly clients!: Clients;
  @Inject() readonly secretRows!: ClientSecretsRepository;
  @Inject() readonly secrets!: ClientSecrets;
  @Inject() readonly declarations!: Declarations;
  @Inject() readonly declarationRows!: DeclarationsRepository;
  @Inject() readonly usage!: UsageReports;
  @Inject() readonly keys!: SigningKeyAdministration;
  @Inject() readonly sealedKeys!: SealedKeys;
  @Inject() readonly tokens!: TokenRevocations;
  @Inject() readonly applications!: AuthorizedApplications;
  @Inject() readonly applicationRows!: AuthorizedApplicationsRepository;
  @Inject() readonly tokenRecords!: TokenRecordsRepository;
  @Inject() readonly auditTrail!: AuditTrail;

  /** `keysOf` is for commands that create, reseal and verify signing keys. */
  static async open(
    database: { dataSource: DataSource },
    keysOf: KeysOf = () => null,
  ): Promise<OAuthAdministration> {
    const module = OAuthAdministrationModule.register(database.dataSource, keysOf);
    const context = await NestFactory.createApplicationContext(module, { abortOnError: false });
    return context.get(OAuthAdministration);
  }
}

@Module({
  imports: [shopClients(), AuditModule],
  providers: [
    DeclarationsRepository,
    Declarations,
    UsageReports,
    SigningKeysRepository,
    InstancesRepository,
    SigningKeyAdministration,
    SealedKeys,
    RevokedTokensRepository,
    TokenRevocations,
    PersonGrantsRepository,
    RefreshTokenRevocation,
    AuthorizedApplicationsRepository,
    AuthorizedApplications,
    TokenRecordsRepository,
    OAuthAdministration,
  ],
})
class OAuthAdministrationModule {
  static register(dataSource: DataSource, keysOf: KeysOf): DynamicModule {
    return {
      module: OAuthAdministrationModule,
      global: true, // the imported modules need the data source
      providers: [
        { provide: DataSource, useValue: dataSource },
        {
          provide: KeySeals,
          useValue: new KeySeals(keysOf as (side: Side) => KeyEncryptionKeys | null),
        },
      ],
      exports: [DataSource],
    };
  }
}
