import { AuditEventsRepository, AuditLog, AuditTrail, AuditVerificationsRepository } from '#audit';
import type { Database } from '#database';
import { AuthorizedApplications } from './authorization/authorized-applications.js';
import { AuthorizedApplicationsRepository } from './authorization/authorized-applications.repository.js';
import { ClientSecretsRepository } from './clients/client-secrets.repository.js';
import { ClientSecrets } from './clients/client-secrets.service.js';
import { ClientsRepository } from './clients/clients.repository.js';
import { Clients } from './clients/clients.service.js';
import { DeclarationsRepository } from './clients/declarations.repository.js';
import { Declarations } from './clients/declarations.service.js';
import { NamedClientsRepository } from './clients/named-clients.repository.js';
import { SideScopes } from './clients/side-scopes.js';
import { TokenRecordsRepository } from './diagnostics/token-records.repository.js';
import { InstancesRepository } from './keys/instances.repository.js';
import { KeySeals } from './keys/key-seals.js';
import { SealedKeys } from './keys/sealed-keys.js';
import { SigningKeyAdministration } from './keys/signing-key-administration.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import type { KeyEncryptionKeys } from './oauth-settings.js';
import { PersonGrantsRepository } from './refresh-tokens/person-grants.repository.js';
import { RefreshTokenRevocation } from './refresh-tokens/refresh-token-revocation.js';
import { explainReason, explainRefusal } from './refusals/explanation.js';
import { RefusalsRepository } from './refusals/refusals.repository.js';
import { RevokedTokensRepository } from './revocation/revoked-tokens.repository.js';
import { TokenRevocations } from './revocation/token-revocations.js';
import { SCOPES } from './scopes.js';
import type { Side } from './side.js';
import { UsageReports } from './usage/usage-reports.repository.js';

/** Returns the key-encryption keys of a side; null when the process does not have them. */
type KeysOf = (side: never) => KeyEncryptionKeys | null;

/**
 * The services with which the command line administers clients, tokens and keys of both sides, and
 * reads the audit trail. They need no server, only a database connection. They are made by hand: the
 * container of Nest would take a command a tenth of a second to load.
 */
export class OAuthAdministration {
  readonly repository: ClientsRepository;
  readonly namedClients: NamedClientsRepository;
  readonly clients: Clients;
  readonly secretRows: ClientSecretsRepository;
  readonly secrets: ClientSecrets;
  readonly declarations: Declarations;
  readonly declarationRows = new DeclarationsRepository();
  readonly usage: UsageReports;
  readonly keys: SigningKeyAdministration;
  readonly sealedKeys: SealedKeys;
  readonly tokens: TokenRevocations;
  readonly applications: AuthorizedApplications;
  readonly applicationRows: AuthorizedApplicationsRepository;
  readonly tokenRecords: TokenRecordsRepository;
  readonly refusals: RefusalsRepository;
  /** Say in words why a request was refused: a recorded refusal, or the reason of an audit event. */
  readonly explanations = { ofRefusal: explainRefusal, ofReason: explainReason };
  readonly auditTrail: AuditTrail;

  /** `keysOf` is for commands that create, reseal and verify signing keys. */
  constructor({ dataSource }: Pick<Database, 'dataSource'>, keysOf: KeysOf = () => null) {
    const audit = new AuditLog();
    this.repository = new ClientsRepository(dataSource);
    this.namedClients = new NamedClientsRepository(dataSource);
    this.secretRows = new ClientSecretsRepository(dataSource);
    const { repository, secretRows, declarationRows } = this;
    this.clients = new Clients(repository, secretRows, audit, new SideScopes(SCOPES));
    this.secrets = new ClientSecrets(repository, secretRows, audit);
    this.declarations = new Declarations(repository, secretRows, declarationRows, audit);
    this.usage = new UsageReports(dataSource);

    const seals = new KeySeals(keysOf as (side: Side) => KeyEncryptionKeys | null);
    const keyRows = new SigningKeysRepository(dataSource, seals);
    const instances = new InstancesRepository(dataSource);
    this.keys = new SigningKeyAdministration(keyRows, instances, audit);
    this.sealedKeys = new SealedKeys(keyRows, seals, audit);

    const revoked = new RevokedTokensRepository(dataSource);
    this.tokens = new TokenRevocations(revoked, repository, keyRows, audit);
    const grants = new PersonGrantsRepository(dataSource);
    const refreshTokens = new RefreshTokenRevocation(grants, audit);
    this.applicationRows = new AuthorizedApplicationsRepository(dataSource);
    const { applicationRows } = this;
    this.applications = new AuthorizedApplications(applicationRows, grants, refreshTokens, audit);
    this.tokenRecords = new TokenRecordsRepository(dataSource, keyRows);
    this.refusals = new RefusalsRepository(dataSource);
    this.auditTrail = new AuditTrail(
      new AuditEventsRepository(dataSource),
      new AuditVerificationsRepository(dataSource),
    );
  }
}
