import { Injectable } from '@nestjs/common';
import { networkOf } from '#oauth';
import { type Attempt, AttemptsRepository } from '../attempts/attempts.repository.js';
import { SignInFailures } from '../attempts/sign-in-failures.js';
import type { Visit } from '../pages/visit.js';
import type { Person } from '../people/people.repository.js';
import { PasswordHashes } from './password-hashes.js';
import { normalPassword } from './password-rules.js';
import { PasswordsRepository } from './passwords.repository.js';

/** The outcome of an attempt with a name and a password; see `Proof`. */
export type PasswordOutcome =
  | { person: Person; passwordChangedAt: string }
  /** Seconds to wait; 0 when the name or the password is wrong. */
  | { person: null; wait: number };

/** Checks passwords, within the limits of failed attempts. */
@Injectable()
export class Passwords {
  constructor(
    private readonly repository: PasswordsRepository,
    private readonly hashes: PasswordHashes,
    private readonly attempts: AttemptsRepository,
    private readonly failures: SignInFailures,
  ) {}

  /**
   * Checks the password of a name. A name that nobody has takes the same work and gets the same answer.
   *
   * @throws TooBusy
   */
  async check(name: string, password: string, visit: Visit): Promise<PasswordOutcome> {
    const network = networkOf(visit.address);
    const found = await this.repository.findByName(name, network);
    const { person, hash, changedAt, foldedName, isKnownNetwork } = found;
    const attempt = { name: foldedName, network, isKnownNetwork };
    const { wait, mayTry } = await this.attempts.begin(attempt);
    const normal = normalPassword(password);
    const isRight = mayTry && (await this.#verify(hash, normal, attempt));
    if (!isRight || !person || hash === null || changedAt === null) {
      this.failures.add({ personId: person?.id ?? null, network, isLocked: wait > 0 });
      return { person: null, wait };
    }
    await this.attempts.succeeded(attempt);
    await this.repository.remember(person.id, network);
    if (this.hashes.isOutdated(hash)) {
      const after = await this.hashes.hash(normal);
      await this.repository.replace(person.id, { before: hash, after });
    }
    return { person, passwordChangedAt: changedAt };
  }

  /** A password that the server was too busy to check is no failure of the person. */
  async #verify(hash: string | null, password: string, attempt: Attempt): Promise<boolean> {
    try {
      return await this.hashes.verify(hash, password);
    } catch (error) {
      await this.attempts.abandoned(attempt);
      throw error;
    }
  }
}
