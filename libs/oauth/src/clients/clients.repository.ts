import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Raw, type SelectQueryBuilder } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { Client } from './client.entity.js';
import { isClientId } from './client-snapshot.js';

/** Rows of one read: few enough for memory, and enough that round trips do not matter. */
const PAGE = 500;

const NAME = 'client.name COLLATE root_collation';
const POSITION = `(client.side, ${NAME}, client.client_id)`;

/** The key of the advisory lock: any number that nothing else in this database locks. */
const LOCK = `hashtextextended('latchkey clients', 0)`;

/** The wait for the exclusive lock, at most, because later changes queue behind it. */
const LOCK_TIMEOUT = '1 min';

/** Conditions on clients; a missing one matches all clients. */
export interface ClientFilter {
  side?: Side;
  ownerId?: string;
  enabled?: boolean;
}

/** Reads and writes the rows of clients of both sides, for administration. */
@Injectable()
export class ClientsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Does a change and its audit event in the caller's transaction, or in a new one without it. */
  async within<Result>(
    outer: Transaction | undefined,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return outer ? work(outer) : this.dataSource.transaction(work);
  }

  /** Finds a client of either side, without its secrets; null when there is none. */
  async find(clientId: string): Promise<Client | null> {
    return isClientId(clientId) ? this.#clients.findOneBy({ id: clientId }) : null;
  }

  /** Finds a client by its name; `ownerId` is null for a client without an owner. */
  async findByName(
    { side, ownerId, name }: Pick<Client, 'side' | 'ownerId' | 'name'>,
    transaction: Transaction,
  ): Promise<Client | null> {
    const named = Raw((column) => `${column} COLLATE root_collation = :name`, { name });
    return transaction.findOneBy(Client, { side, ownerId: ownerId ?? IsNull(), name: named });
  }

  /**
   * Waits for the running changes of clients and secrets, and blocks new ones until the transaction
   * ends. Usage counts and the issue of tokens continue.
   */
  async excludeOthers(transaction: Transaction): Promise<void> {
    await transaction.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    await transaction.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
  }

  /** Locks many clients in one order, the same as that of usage counts, so that no two deadlock. */
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

  /** Reads in a read-only transaction that sees one unchanging state of the database. */
  async inSnapshot<Result>(read: (snapshot: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction('REPEATABLE READ', async (snapshot) => {
      await snapshot.query('SET TRANSACTION READ ONLY');
      return read(snapshot);
    });
  }

  /** Locks a client and its secrets against other changes until the transaction ends. */
  async lock(clientId: string, transaction: Transaction): Promise<Client | null> {
    if (!isClientId(clientId)) return null;
    await takeSharedLock(transaction);
    return transaction.findOne(Client, {
      where: { id: clientId },
      // FOR UPDATE would also block inserts of rows that refer to this one.
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Yields all matching clients, by side and name, with at most one page in memory. */
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
      if (last) query.andWhere(`${POSITION} > (:lastSide, :lastName, :lastId)`, positionOf(last));
      const page: Client[] = await query.getMany();
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      last = page.at(-1)!;
    }
  }

  /** Returns clients that got no token since then, or never, the longest unused first. */
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

  /** True when the user, an owner of clients, is active; null when there is no such user. */
  async isOwnerActive(side: Side, ownerId: string): Promise<boolean | null> {
    const [row] = await this.dataSource.query<{ active: boolean }[]>(
      'SELECT active FROM client_owners WHERE side = $1 AND id = $2',
      [side, ownerId],
    );
    return row?.active ?? null;
  }

  /** Returns false when the name is taken; the transaction remains usable then. */
  async insert(client: Client, transaction: Transaction): Promise<boolean> {
    await takeSharedLock(transaction);
    return unlessNameTaken(transaction, async (nested) => nested.insert(Client, client));
  }

  /** Returns false when the name is taken; the transaction remains usable then. */
  async update(
    clientId: string,
    changes: Partial<Client>,
    transaction: Transaction,
  ): Promise<boolean> {
    return unlessNameTaken(transaction, async (nested) =>
      nested.update(Client, { id: clientId }, changes),
    );
  }

  /** Deletes a client with its secrets and usage counts. */
  async delete(clientId: string, transaction: Transaction): Promise<void> {
    await transaction.delete(Client, { id: clientId });
  }

  /** True when the user exists, also when the user is disabled. */
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

/**
 * Takes the shared lock: changes run concurrently, except beside the holder of the exclusive lock.
 */
async function takeSharedLock(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
}

function positionOf({ side, name, id }: Client) {
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
