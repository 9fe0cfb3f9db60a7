import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CustomerUser } from '#customers';
import { ResourceRepository } from '#json-api';
import { customerUserResource } from './customer-user.resource.js';

/** A person and the id of the customer they belong to, or null. */
export type Member = Pick<CustomerUser, 'id' | 'customerId'>;

/** All ids have the form that a row can have. */
@Injectable()
export class CustomerUsersRepository extends ResourceRepository<CustomerUser> {
  constructor(dataSource: DataSource) {
    super(dataSource, customerUserResource);
  }

  /** Writes `confirmed` after the e-mail address, because a changed address resets it. */
  override async update(
    ...[id, values, recorder]: Parameters<ResourceRepository<CustomerUser>['update']>
  ) {
    const { confirmed, ...others } = values;
    const isReset = others.email !== undefined && confirmed !== undefined;
    if (!isReset) return super.update(id, values, recorder);
    await super.update(id, others);
    return super.update(id, { confirmed });
  }

  /** Returns the ids of the people of a customer, at most as many as the limit. */
  async memberIds(customerId: string, limit: number): Promise<string[]> {
    const rows = await this.connection.query<{ id: string }[]>(
      'SELECT id FROM customer_users WHERE customer_id = $1 ORDER BY id LIMIT $2',
      [customerId, limit],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Locks the people that exist, in the order in which all transactions lock them. No other
   * transaction changes them before this one ends.
   */
  async lockMembers(ids: readonly string[]): Promise<Member[]> {
    return this.connection.query<Member[]>(
      `SELECT id, customer_id AS "customerId" FROM customer_users
       WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  async moveMembers(ids: readonly string[], customerId: string | null): Promise<void> {
    if (ids.length === 0) return;
    await this.connection.query(
      'UPDATE customer_users SET customer_id = $2 WHERE id = ANY($1::bigint[])',
      [ids, customerId],
    );
  }
}
