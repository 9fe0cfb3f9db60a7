import type { Database } from '#database';
import type { Side } from '../side.js';
import { Client } from './client.entity.js';

/** Finds clients by what people call them. */
export class NamedClientsRepository {
  constructor(private readonly dataSource: Database['dataSource']) {}

  /** Returns the clients with exactly this name, of one side or of both, by side and owner. */
  async list(name: string, side: Side | undefined, limit: number): Promise<Client[]> {
    return this.dataSource.getRepository(Client).find({
      where: { name, ...(side !== undefined && { side }) },
      order: { side: 'ASC', ownerId: 'ASC' },
      take: limit,
    });
  }
}
