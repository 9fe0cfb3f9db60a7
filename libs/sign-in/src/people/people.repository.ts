import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared, type Transaction } from '#database';
import type { Side } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** A person of this side who may sign in. */
export interface Person {
  id: string;
  email: string;
  /** First and last name. */
  name: string;
}

interface Roster {
  table: string;
  /** True in SQL for people who may sign in. */
  isActive: string;
  /** Condition of the name that a person types, `$1`. Both have a unique index. */
  isNamed: string;
}

/** The table of the people of each side. No other table decides who may sign in. */
export const ROSTERS: Readonly<Record<Side, Roster>> = {
  backoffice: {
    table: 'staff_users',
    isActive: 'enabled',
    isNamed: '(lower(email) = lower($1) OR lower(username) = lower($1))',
  },
  storefront: {
    table: 'customer_users',
    isActive: '(enabled AND confirmed)',
    isNamed: 'lower(email) = lower($1)',
  },
};

/** Reads the people of this side: members of staff, or people with an account. */
@Injectable()
export class PeopleRepository {
  readonly #byId: string;
  readonly #hold: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {
    const { table, isActive } = ROSTERS[side];
    this.#byId = prepared(
      `SELECT id::text, email, first_name || ' ' || last_name AS name FROM ${table}
       WHERE ${isActive} AND id = $1`,
    );
    this.#hold = `SELECT FROM ${table} WHERE ${isActive} AND id = $1 FOR SHARE`;
  }

  /** Finds a person who may sign in. */
  async find(id: string): Promise<Person | null> {
    const [person] = await this.dataSource.query<Person[]>(this.#byId, [id]);
    return person ?? null;
  }

  /**
   * True when the person may sign in. The row lock waits for a transaction that disables the person,
   * whose trigger ends sessions; and such a transaction waits for this one.
   */
  async hold(id: string, transaction: Transaction): Promise<boolean> {
    return (await transaction.query<unknown[]>(this.#hold, [id])).length > 0;
  }
}
