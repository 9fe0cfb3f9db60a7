import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Raw, type SelectQueryBuilder } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { Client } from './client.entity.js';
import { isClientId } from './client-snapshot.js';

/** Rows read at once: few enough for memory, enough that the round trips do not count. */
const PAGE = 500;

const NAME = 'client.name COLLATE root_collation';
const PLACE = `(client.side, ${NAME}, client.client_id)`;

/** Any number would do that nobody else in this database locks. */
const LOCK = `hashtextextended('latchkey clients', 0)`;

/** While it waits to be alone, whoever comes later waits behind it. */
const PATIENCE = '1 min';

/** What is left out does not narrow. */
export interface ClientFilter {
  side?: Side;
  ownerId?: string;
  enabled?: boolean;
}

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

  /** Null when there is none; the owner is null for a client of nobody. */
  async findByName(
    { side, ownerId, name }: Pick<Client, 'side' | 'ownerId' | 'name'>,
    transaction: Transaction,
  ): Promise<Client | null> {
    const named = Raw((column) => `${column} COLLATE root_collation = :name`, { name });
    return transaction.findOneBy(Client, { side, ownerId: ownerId ?? IsNull(), name: named });
  }

  /**
   * Until the end, no other act on a client or on a secret begins, and those
   * that have begun have ended. Whoever only counts, or issues tokens, goes on.
   */
  async excludeOthers(transaction: Transaction): Promise<void> {
    await transaction.query(`SET LOCAL lock_timeout = '${PATIENCE}'`);
    await transaction.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
  }

  /** Many at once, in the order in which they are locked for counting. */
  async lockMany(
    { ids, sides }: { ids: readonly string[]; sides: readonly Side[] },
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `SELECT count(*) FROM (
         SELECT FROM oauth_clients WHERE client_id = ANY($1) OR side = ANY($2)
         ORDER BY client_id FOR NO KEY UPDATE) locked`,
      [ids, sides],
    );
  }

  /** A view of everything that does not change, and changes nothing. */
  async inSnapshot<Result>(read: (snapshot: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction('REPEATABLE READ', async (snapshot) => {
      await snapshot.query('SET TRANSACTION READ ONLY');
      return read(snapshot);
    });
  }

  /** Nobody else changes it, or its secrets, before the transaction ends. */
  async lock(clientId: string, transaction: Transaction): Promise<Client | null> {
    if (!isClientId(clientId)) return null;
    await beOneOfMany(transaction);
    return transaction.findOne(Client, {
      where: { id: clientId },
      // Not FOR UPDATE, for which whatever refers to the row would have to wait.
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** All that there are, by side and name, never more than a page of them in memory. */
  async *pages(
    { side, ownerId, enabled }: ClientFilter,
    transaction: Transaction = this.dataSource.manager,
  ): AsyncGenerator<Client[]> {
    for (let last: Client | null = null; ;) {
      const query: SelectQueryBuilder<Client> = transaction
        .createQueryBuilder(Client, 'client')
        .orderBy({ 'client.side': 'ASC', [NAME]: 'ASC', 'client.id': 'ASC' })
        .limit(PAGE);
      if (side !== undefined) query.andWhere('client.side = :side', { side });
      if (ownerId !== undefined) query.andWhere('client.ownerId = :ownerId', { ownerId });
      if (enabled !== undefined) query.andWhere('client.enabled = :enabled', { enabled });
      if (last) query.andWhere(`${PLACE} > (:lastSide, :lastName, :lastId)`, place(last));
      const page: Client[] = await query.getMany();
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      last = page.at(-1)!;
    }
  }

  /** The longest unused first: those that got no token since then, or ever. */
  async listUnused(
    { since, side }: { since: Date; side?: Side },
    limit: number,
  ): Promise<Client[]> {
    const query = this.#clients
      .createQueryBuilder('client')
      .where('client.idleSince < :since', { since })
      .orderBy({ 'client.idleSince': 'ASC', 'client.id': 'ASC' })
      .limit(limit);
    if (side !== undefined) query.andWhere('client.side = :side', { side });
    return query.getMany();
  }

  /** Whether the owner of a client may act; null when there is no such user. */
  async isOwnerActive(side: Side, ownerId: string): Promise<boolean | null> {
    const [row] = await this.dataSource.query<{ active: boolean }[]>(
      'SELECT active FROM client_owners WHERE side = $1 AND id = $2',
      [side, ownerId],
    );
    return row?.active ?? null;
  }

  /** False when the name is taken; the transaction is as good as before then. */
  async insert(client: Client, transaction: Transaction): Promise<boolean> {
    await beOneOfMany(transaction);
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

/** Acts go on beside each other, and not beside one that excludes others. */
async function beOneOfMany(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
}

function place({ side, name, id }: Client) {
  return { lastSide: side, lastName: name, lastId: id };
}

async function unlessNameTaken(
  transaction: Transaction,
  write: (nested: Transaction) => Promise<unknown>,
): Promise<boolean> {
  try {
    await transaction.transaction(write);
    return true;
  } catch (error) {
    const { driverError } = error as { driverError?: { constraint?: string } };
    if (driverError?.constraint === 'oauth_clients_name_key') return false;
    throw error;
  }
}
