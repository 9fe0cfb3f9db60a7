import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared } from '#database';
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

/** A name that a person types is at most as long as a username or an e-mail address. */
const MAX_NAME = 320;

/** Reads the people of this side: members of staff, or people with an account. */
@Injectable()
export class PeopleRepository {
  readonly #byName: string;
  readonly #byId: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {
    const { table, isActive, isNamed } = ROSTERS[side];
    const select = `SELECT id::text, email, first_name || ' ' || last_name AS name FROM ${table}`;
    // A username may be the e-mail address of another person, whose address has precedence.
    this.#byName = prepared(
      `${select} WHERE ${isActive} AND ${isNamed} ORDER BY lower(email) = lower($1) DESC LIMIT 1`,
    );
    this.#byId = prepared(`${select} WHERE ${isActive} AND id = $1`);
  }

  /** Finds the person who may sign in with this e-mail address or, as staff, username. */
  async findByName(name: string): Promise<Person | null> {
    if (name.length > MAX_NAME || name.includes('\0')) return null;
    const [person] = await this.dataSource.query<Person[]>(this.#byName, [name]);
    return person ?? null;
  }

  /** Finds a person who may sign in. */
  async find(id: string): Promise<Person | null> {
    const [person] = await this.dataSource.query<Person[]>(this.#byId, [id]);
    return person ?? null;
  }
}
