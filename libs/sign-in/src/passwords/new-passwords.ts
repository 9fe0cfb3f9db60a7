import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { PeopleRepository, type Person } from '../people/people.repository.js';
import { PasswordHashes } from './password-hashes.js';
import { normalPassword, type PasswordProblem, passwordProblem } from './password-rules.js';
import { PasswordsRepository } from './passwords.repository.js';

/** A password as it was typed twice. */
export interface TypedPassword {
  password: string;
  repeated: string;
}

/** Checks and stores new passwords. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly repository: PasswordsRepository,
    private readonly people: PeopleRepository,
    private readonly hashes: PasswordHashes,
  ) {}

  /** Returns the reason to reject a new password, or null. */
  async problem(
    { password, repeated }: TypedPassword,
    person: Pick<Person, 'email' | 'name'>,
  ): Promise<PasswordProblem | 'different' | null> {
    if (password !== repeated) return 'different';
    return passwordProblem(normalPassword(password), [person.email, person.name]);
  }

  /**
   * Computes the hash of a new password. It takes long, so it is not part of a transaction.
   *
   * @throws TooBusy
   */
  async hash({ password }: TypedPassword): Promise<string> {
    return this.hashes.hash(normalPassword(password));
  }

  /** True when the password has not changed since the time. It cannot before the transaction ends. */
  async isUnchanged({ id }: Person, since: string, transaction: Transaction): Promise<boolean> {
    await this.people.lock(id, transaction);
    return this.repository.isUnchanged(id, since, transaction);
  }

  /** Returns the time of the change. */
  async set({ id }: Person, hash: string, transaction: Transaction): Promise<string> {
    return this.repository.set(id, hash, transaction);
  }
}
