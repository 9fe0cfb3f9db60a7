import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { people } from '#demo';
import { ResourceRepository } from '#json-api';
import { User } from './user.entity.js';
import { userResource } from './user.resource.js';

@Injectable()
export class UsersRepository extends ResourceRepository<User> {
  constructor(dataSource: DataSource) {
    super(dataSource, User, userResource);
  }

  /** People to look at, for a database that has none. */
  async addDemoPeople(transaction: Transaction): Promise<void> {
    const customers = people('shop.example').map(({ firstName, lastName, email, birthday }) => {
      return { firstName, lastName, email, birthday };
    });
    await transaction.insert(User, customers);
  }
}
