import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { ClientSecret } from './client-secret.entity.js';
import { Client } from './client.entity.js';
import type { RegisteredClient } from './registered-client.js';

const CLIENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a client could have this id. */
export function isClientId(text: string): boolean {
  return CLIENT_ID.test(text);
}

/** A client beside one of its secrets, or beside none. */
interface SecretRow {
  scopes: string[];
  enabled: boolean;
  hash: Buffer | null;
}

/** Clients of both sides; whoever asks for one names the side that he means. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Null when there is none of that side. Every token request comes here: one
   * plain statement costs half of what TypeORM's query builder does.
   */
  async find(side: Side, clientId: string): Promise<RegisteredClient | null> {
    if (!CLIENT_ID.test(clientId)) return null;
    const rows = await this.dataSource.query<SecretRow[]>(
      `SELECT scopes, enabled, hash
       FROM oauth_clients LEFT JOIN oauth_client_secrets USING (client_id)
       WHERE side = $1 AND client_id = $2`,
      [side, clientId],
    );
    const [client] = rows;
    if (!client) return null;
    const { scopes, enabled } = client;
    const secretHashes = rows.map(({ hash }) => hash).filter((hash) => hash !== null);
    return { clientId, scopes, enabled, secretHashes };
  }

  /** Of either side, without secrets; for administration. */
  async findOfAnySide(clientId: string): Promise<Client | null> {
    return CLIENT_ID.test(clientId) ? this.clients.findOneBy({ clientId }) : null;
  }

  /** Ordered by side and name, without secrets. */
  async list(side: Side | undefined, limit: number): Promise<Client[]> {
    return this.clients.find({
      where: side ? { side } : {},
      order: { side: 'ASC', name: 'ASC' },
      take: limit,
    });
  }

  /** Both rows or neither. Returns false when the name is taken. */
  async insert(
    client: Client,
    secret: ClientSecret,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<boolean> {
    try {
      await transaction.transaction(async (nested) => {
        await nested.insert(Client, client);
        await nested.insert(ClientSecret, secret);
      });
      return true;
    } catch (error) {
      if (isNameTaken(error)) return false;
      throw error;
    }
  }

  /** Whether there was such a client. */
  async setEnabled(clientId: string, enabled: boolean): Promise<boolean> {
    if (!CLIENT_ID.test(clientId)) return false;
    const { affected } = await this.clients.update({ clientId }, { enabled });
    return affected === 1;
  }

  /** Its secrets go with it. Whether there was such a client. */
  async delete(clientId: string): Promise<boolean> {
    if (!CLIENT_ID.test(clientId)) return false;
    const { affected } = await this.clients.delete({ clientId });
    return affected === 1;
  }

  private get clients() {
    return this.dataSource.getRepository(Client);
  }
}

function isNameTaken(error: unknown): boolean {
  return (
    error instanceof QueryFailedError &&
    (error.driverError as { constraint?: string }).constraint === 'oauth_clients_side_name_key'
  );
}
