import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AUDIT_ENTITIES, type AuditTrail } from '#audit';
import { type Administrator, type Clients, type ClientSecrets, type NewClient } from '#oauth';
import { OAUTH_ENTITIES, OAuthAdministration } from '#oauth/administration';

export interface TestClient {
  clientId: string;
  clientSecret: string;
}

/** The administrator of the test setup, with all rights. */
export const TESTER: Administrator = {
  actor: { type: 'system', name: 'test' },
  scopes: 'all',
  ownerId: null,
};

/** Administers the clients of a database with the rights of its owner, as the command line does. */
export class Administration {
  private constructor(
    private readonly dataSource: DataSource,
    readonly clients: Clients,
    readonly secrets: ClientSecrets,
    readonly auditTrail: AuditTrail,
  ) {}

  static async open(url: string): Promise<Administration> {
    const entities = [...OAUTH_ENTITIES, ...AUDIT_ENTITIES];
    const options = { type: 'postgres' as const, url, entities, poolSize: 2 };
    const dataSource = await new DataSource(options).initialize();
    const { clients, secrets, auditTrail } = new OAuthAdministration({ dataSource });
    return new Administration(dataSource, clients, secrets, auditTrail);
  }

  /** Creates a client with a secret; by default one of the back office that may read users. */
  async createClient(attributes: Partial<NewClient> = {}): Promise<TestClient> {
    const name = `client ${randomBytes(4).toString('hex')}`;
    const { id } = await this.clients.create(
      { side: 'backoffice', name, scopes: ['users:read'], ...attributes },
      TESTER,
    );
    const { secret } = (await this.secrets.create(id, {}, TESTER))!;
    return { clientId: id, clientSecret: secret };
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}
