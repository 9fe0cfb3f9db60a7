import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared, type Transaction } from '#database';
import { revokeGrants, type Side } from '#oauth';
import { endPendingSignIns } from '../people/end-pending-sign-ins.js';
import { endUnusedLinks } from '../people/end-unused-links.js';
import { type Person, personNamed, searchedName } from '../people/people.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** The facts that decide about a sign-in with a name and a password. */
export interface PasswordCheck {
  /** Null when nobody who may sign in has the name. */
  person: Person | null;
  /** Null also for a person without a password. */
  hash: string | null;
  /** Time of the last change of the password, as text with microseconds; null without a password. */
  changedAt: string | null;
  /** The name as the database compares it, so that spellings of one name share their limits. */
  foldedName: string;
  /** True when the person has signed in from this network before. */
  isKnownNetwork: boolean;
}

interface Row extends Omit<Person, 'id'>, Omit<PasswordCheck, 'person'> {
  id: string | null;
}

/** Networks of a person, at most; that of the oldest use is forgotten. */
const MAX_NETWORKS = 100;

/** Stores hashes of passwords, and the networks from which people have signed in. */
@Injectable()
export class PasswordsRepository {
  readonly #byName: string;
  readonly #side: Side;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {
    this.#side = side;
    // One statement for every name, so that its time does not show whether somebody has the name.
    this.#byName = prepared(`
      SELECT lower($1) AS "foldedName", person.id::text, person.email, person.first_name || ' ' || person.last_name AS name,
        passwords.hash, passwords.changed_at::text AS "changedAt", EXISTS (SELECT FROM person_networks WHERE side = '${side}'
          AND person_id = person.id AND network = $2) AS "isKnownNetwork"
      FROM (VALUES (1)) always
      LEFT JOIN (${personNamed(side)}) person ON true
      LEFT JOIN passwords ON passwords.side = '${side}' AND passwords.person_id = person.id`);
  }

  async findByName(name: string, network: string): Promise<PasswordCheck> {
    const values = [searchedName(name), network];
    const [row] = await this.dataSource.query<Row[]>(this.#byName, values);
    const { id, email, name: fullName, ...others } = row!;
    return { person: id === null ? null : { id, email, name: fullName }, ...others };
  }

  /** Returns the hash of the password of a person, or null. */
  async find(personId: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ hash: string }[]>(
      'SELECT hash FROM passwords WHERE side = $1 AND person_id = $2',
      [this.#side, personId],
    );
    return row?.hash ?? null;
  }

  /**
   * Sets a new password. It revokes the tokens of the person, and ends sign-ins that wait for a second
   * factor: the earlier password may have been stolen, and tokens requested with it. It also ends all
   * links, which somebody else may have asked for or read. Returns the time of the change.
   *
   * The password changes first: from then on `isUnchanged` waits for the transaction, so no sign-in
   * with the earlier password begins after the earlier ones have ended.
   */
  async set(personId: string, hash: string, transaction: Transaction): Promise<string> {
    const [row] = await transaction.query<{ changedAt: string }[]>(
      `INSERT INTO passwords (side, person_id, hash) VALUES ($1, $2, $3)
       ON CONFLICT (side, person_id) DO UPDATE SET hash = excluded.hash, changed_at = now()
       RETURNING changed_at::text AS "changedAt"`,
      [this.#side, personId, hash],
    );
    const person = { side: this.#side, personId };
    await revokeGrants({ side: this.#side, personIds: [personId] }, transaction);
    await endPendingSignIns(person, transaction);
    await endUnusedLinks(person, transaction);
    return row!.changedAt;
  }

  /**
   * True when the password has not changed since the time, nor been removed. It cannot change before
   * the end of the transaction.
   */
  async isUnchanged(personId: string, since: string, transaction: Transaction): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `SELECT FROM passwords WHERE side = $1 AND person_id = $2 AND changed_at = $3::timestamptz
       FOR NO KEY UPDATE`,
      [this.#side, personId, since],
    );
    return rows.length > 0;
  }

  /** Replaces a hash by one of the same password, unless the password was changed meanwhile. */
  async replace(personId: string, { before, after }: Record<'before' | 'after', string>) {
    await this.dataSource.query(
      'UPDATE passwords SET hash = $4 WHERE side = $1 AND person_id = $2 AND hash = $3',
      [this.#side, personId, before, after],
    );
  }

  /** Records that a person has signed in from a network. */
  async remember(personId: string, network: string): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO person_networks AS known (side, person_id, network) VALUES ($1, $2, $3)
       ON CONFLICT (side, person_id, network) DO UPDATE SET last_used_at = now()
         WHERE known.last_used_at < now() - interval '1 day'`,
      [this.#side, personId, network.slice(0, 128)],
    );
    await this.dataSource.query(
      `DELETE FROM person_networks WHERE side = $1 AND person_id = $2 AND network IN (
         SELECT network FROM person_networks WHERE side = $1 AND person_id = $2
         ORDER BY last_used_at DESC OFFSET ${MAX_NETWORKS})`,
      [this.#side, personId],
    );
  }
}
