import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AUDIT_ENTITIES } from '#audit';
import {
  type Clients,
  type ClientSecrets,
  type NewClient,
  OAUTH_ENTITIES,
  OAuthAdministration,
} from '#oauth';
import { TESTER, type TestClient } from './applications.js';

/** Clients of a database whose servers run elsewhere. */
export class Administration {
  readonly clients: Clients;
  readonly secrets: ClientSecrets;

  private constructor(private readonly dataSource: DataSource) {
    ({ clients: this.clients, secrets: this.secrets } = new OAuthAdministration({ dataSource }));
  }

  static async open(url: string): Promise<Administration> {
    const entities = [...OAUTH_ENTITIES, ...AUDIT_ENTITIES];
    return new Administration(
      await new DataSource({ type: 'postgres', url, entities }).initialize(),
    );
  }

  /** With a secret; of the back office, and may read users, unless said otherwise. */
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
