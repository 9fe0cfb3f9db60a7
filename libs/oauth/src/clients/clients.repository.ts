import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { ClientSecret } from './client-secret.entity.js';
import { Client } from './client.entity.js';

const CLIENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Clients of both sides; whoever asks for one names the side that he means. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** With its secrets; null when there is none of that side. */
  async find(side: Side, clientId: string): Promise<Client | null> {
    if (!CLIENT_ID.test(clientId)) return null;
    // One statement; findOne with a relation makes two.
    return this.clients
      .createQueryBuilder('client')
      .leftJoinAndSelect('client.secrets', 'secret')
      .where({ side, clientId })
      .getOne();
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
