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

/**
 * Returns the query of the person who has a name, `$1`. A username may be the e-mail address of another
 * person, whose address has precedence.
 */
export function personNamed(side: Side): string {
  const { table, isActive, isNamed } = ROSTERS[side];
  return `SELECT * FROM ${table} WHERE ${isActive} AND ${isNamed}
    ORDER BY lower(email) = lower($1) DESC LIMIT 1`;
}

/** Characters of a name; no username and no address is longer. */
const MAX_NAME = 320;

/** Returns a name as it is looked up; empty for a text that nobody can have as a name. */
export function searchedName(typed: string): string {
  const name = typed.trim().normalize('NFC');
  return name.length <= MAX_NAME && !name.includes('\0') ? name : '';
}

const COLUMNS = `id::text, email, first_name || ' ' || last_name AS name`;

/** Reads the people of this side: members of staff, or people with an account. */
@Injectable()
export class PeopleRepository {
  readonly #byId: string;
  readonly #byName: string;
  readonly #hold: string;
  readonly #lock: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {
    const { table, isActive } = ROSTERS[side];
    this.#byId = prepared(`SELECT ${COLUMNS} FROM ${table} WHERE ${isActive} AND id = $1`);
    this.#byName = prepared(`SELECT ${COLUMNS} FROM (${personNamed(side)}) person`);
    const active = `SELECT ${COLUMNS} FROM ${table} WHERE ${isActive} AND id = $1`;
    this.#hold = `${active} FOR SHARE`;
    this.#lock = `${active} FOR NO KEY UPDATE`;
  }

  /** Finds a person who may sign in. */
  async find(id: string): Promise<Person | null> {
    const [person] = await this.dataSource.query<Person[]>(this.#byId, [id]);
    return person ?? null;
  }

  /** Finds a person who may sign in by the e-mail address or the username. */
  async findByName(typed: string): Promise<Person | null> {
    const [person] = await this.dataSource.query<Person[]>(this.#byName, [searchedName(typed)]);
    return person ?? null;
  }

  /**
   * Finds a person who may sign in, and locks the row. The lock waits for a transaction that disables
   * the person or changes the e-mail address, whose triggers end sessions and links; and such a
   * transaction waits for this one.
   */
  async hold(id: string, transaction: Transaction): Promise<Person | null> {
    const [person] = await transaction.query<Person[]>(this.#hold, [id]);
    return person ?? null;
  }

  /**
   * Locks a person like `hold`, in one transaction at a time. New passwords begin with it: two of them
   * would wait for the links and the password of each other.
   */
  async lock(id: string, transaction: Transaction): Promise<Person | null> {
    const [person] = await transaction.query<Person[]>(this.#lock, [id]);
    return person ?? null;
  }
}
