import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { digest } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { CountersRepository } from './counters.repository.js';

/** An attempt to sign in, or to confirm the current password. */
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

/**
 * Counts attempts. An attempt counts before it is checked, so that simultaneous guesses cannot
 * exceed a limit; a right one is taken off again.
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
    private readonly counters: CountersRepository,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Counts an attempt, and says whether it may be checked. Beyond the limit of a network, names are no
   * longer counted: their passwords are not checked, and the rows of a flood would have no limit.
   */
  async begin(attempt: Attempt): Promise<Verdict> {
    const { perPersonAndNetwork, perPerson, perNetwork, window } = this.settings.failedAttempts;
    const keys = this.#keysOf(attempt);
    const waitOf = await this.counters.count({
      key: keys.network,
      others: [keys.person, keys.both],
      limit: attempt.isKnownNetwork ? MAX_POINTS : perNetwork,
      window,
    });
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
