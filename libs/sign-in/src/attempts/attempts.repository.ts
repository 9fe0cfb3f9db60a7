import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared } from '#database';
import { digest } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** An attempt to prove who one is. */
export interface Attempt {
  /** The name that was typed, or another text that stands for the person. */
  name: string;
  network: string;
  /** True when the person has signed in from the network before. */
  isKnownNetwork: boolean;
}

/** The decision about an attempt. */
export interface Verdict {
  /** Seconds until a limit allows the next attempt; 0 when no limit is reached. */
  wait: number;

  /**
   * True when the attempt may be checked. That is so beyond a limit, too, for a person in a network of
   * theirs, unless they have failed there too often: nobody elsewhere can lock them out.
   */
  mayTry: boolean;
}

interface Counter {
  key: string;
  points: number;
  /** Unix milliseconds, a bigint. */
  expire: string;
}

/**
 * Counts attempts in the database, so that all processes agree. An attempt counts before it is
 * checked, so that simultaneous guesses cannot exceed a limit; a right one is taken off again. The
 * rows are in the table of failed client authentications, which deletes expired ones.
 *
 * Names are counted in the same way whether somebody has them or not, and stored as hashes. So a
 * member of staff has the attempts of two names: one counter for the username and the e-mail address
 * would show that both belong to one person.
 */
@Injectable()
export class AttemptsRepository {
  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'failedAttempts'>,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Counts an attempt, and says whether it may be checked. Beyond the limit of a network, names are no
   * longer counted: their passwords are not checked, and the rows of a flood would have no limit.
   */
  async begin(attempt: Attempt): Promise<Verdict> {
    const { perPersonAndNetwork, perPerson, perNetwork, window } = this.settings.failedAttempts;
    const keys = this.#keysOf(attempt);
    const now = Date.now();
    const rows = await this.dataSource.query<Counter[]>(BEGIN, [
      [keys.person, keys.both],
      now + window * 1000,
      now,
      keys.network,
      attempt.isKnownNetwork ? MAX_POINTS : perNetwork,
    ]);
    const waitOf = (key: string, limit: number) => {
      const counter = rows.find((row) => row.key === key);
      if (!counter || counter.points <= limit) return 0;
      return Math.max(1, Math.ceil((Number(counter.expire) - now) / 1000));
    };
    const own = waitOf(keys.both, perPersonAndNetwork);
    const wait = Math.max(own, waitOf(keys.person, perPerson), waitOf(keys.network, perNetwork));
    return { wait, mayTry: wait === 0 || (own === 0 && attempt.isKnownNetwork) };
  }

  /** Takes a right attempt off the counters, and all earlier ones of the person in the network. */
  async succeeded(attempt: Attempt): Promise<void> {
    const { both, person, network } = this.#keysOf(attempt);
    await this.dataSource.query(
      `UPDATE failed_attempts SET points = CASE key WHEN $2 THEN 0 ELSE greatest(points - 1, 0) END
       WHERE key IN (SELECT key FROM failed_attempts WHERE key = ANY ($1) ORDER BY key FOR UPDATE)`,
      [[both, person, network], both],
    );
  }

  /**
   * Takes an attempt that was not checked off the counters of the name. It still counts for the
   * network: a flood keeps the server too busy to check passwords.
   */
  async abandoned(attempt: Attempt): Promise<void> {
    const { both, person } = this.#keysOf(attempt);
    await this.dataSource.query(
      `UPDATE failed_attempts SET points = greatest(points - 1, 0)
       WHERE key IN (SELECT key FROM failed_attempts WHERE key = ANY ($1) ORDER BY key FOR UPDATE)`,
      [[both, person]],
    );
  }

  #keysOf({ name, network }: Attempt) {
    const { side } = this.settings;
    const person = digest(name.normalize('NFC').toLowerCase()).toString('base64url');
    return {
      both: `${side} person:${person} ${network}`,
      person: `${side} person:${person}`,
      network: `${side} people:${network}`,
    };
  }
}

/** The largest number of points, which no counter reaches. */
const MAX_POINTS = 2_147_483_647;

const COUNT = `
  ON CONFLICT (key) DO UPDATE SET
    points = 1 + CASE WHEN counter.expire > $3 THEN counter.points ELSE 0 END,
    expire = CASE WHEN counter.expire > $3 THEN counter.expire ELSE excluded.expire END
  RETURNING key, points, expire`;

const BEGIN = prepared(`
  WITH network AS (
    INSERT INTO failed_attempts AS counter (key, points, expire)
    VALUES ($4::text, 1, $2::bigint) ${COUNT}
  ), names AS (
    INSERT INTO failed_attempts AS counter (key, points, expire)
    SELECT key, 1, $2::bigint FROM unnest($1::text[]) key
    WHERE (SELECT points FROM network) <= $5::integer ORDER BY key ${COUNT}
  )
  SELECT * FROM network UNION ALL SELECT * FROM names`);
