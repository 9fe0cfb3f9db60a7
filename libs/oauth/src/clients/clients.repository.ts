import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { Client } from './client.entity.js';
import { isClientId } from './client-id.js';

/** The rows of clients of both sides, for administration. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** An act and its audit event together: in the transaction of the caller, or in one of their own. */
  async within<Result>(
    outer: Transaction | undefined,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return outer ? work(outer) : this.dataSource.transaction(work);
  }

  /** Of either side, without secrets. */
  async find(clientId: string): Promise<Client | null> {
    return isClientId(clientId) ? this.#clients.findOneBy({ id: clientId }) : null;
  }

  /** Nobody else changes it, or its secrets, before the transaction ends. */
  async lock(clientId: string, transaction: Transaction): Promise<Client | null> {
    if (!isClientId(clientId)) return null;
    return transaction.findOne(Client, {
      where: { id: clientId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Ordered by side and name, without secrets. */
  async list(side: Side | undefined, limit: number): Promise<Client[]> {
    return this.#clients.find({
      where: side ? { side } : {},
      order: { side: 'ASC', name: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** The longest unused first: those that got no token since then, or ever. */
  async listUnused(since: Date, limit: number): Promise<Client[]> {
    return this.#clients
      .createQueryBuilder('client')
      .where('client.idleSince < :since', { since })
      .orderBy({ 'client.idleSince': 'ASC', 'client.id': 'ASC' })
      .limit(limit)
      .getMany();
  }

  /** False when the name is taken; the transaction is as good as before then. */
  async insert(client: Client, transaction: Transaction): Promise<boolean> {
    return unlessNameTaken(transaction, async (nested) => nested.insert(Client, client));
  }

  /** False when the name is taken; the transaction is as good as before then. */
  async update(
    clientId: string,
    changes: Partial<Client>,
    transaction: Transaction,
  ): Promise<boolean> {
    return unlessNameTaken(transaction, async (nested) =>
      nested.update(Client, { id: clientId }, changes),
    );
  }

  /** Its secrets and what was counted of it go with it. */
  async delete(clientId: string, transaction: Transaction): Promise<void> {
    await transaction.delete(Client, { id: clientId });
  }

  /** Whether there is such a user; a disabled one counts. */
  async hasOwner(side: Side, ownerId: string, transaction: Transaction): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      'SELECT FROM client_owners WHERE side = $1 AND id = $2',
      [side, ownerId],
    );
    return rows.length > 0;
  }

  get #clients() {
    return this.dataSource.getRepository(Client);
  }
}

async function unlessNameTaken(
  transaction: Transaction,
  write: (nested: Transaction) => Promise<unknown>,
): Promise<boolean> {
  try {
    await transaction.transaction(write);
    return true;
  } catch (error) {
    if (isNameTaken(error)) return false;
    throw error;
  }
}

function isNameTaken(error: unknown): boolean {
  return (
    error instanceof QueryFailedError &&
    (error.driverError as { constraint?: string }).constraint === 'oauth_clients_name_key'
  );
}
