import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { Visit } from '../pages/visit.js';
import type { Answer } from '../pages/pages.js';
import { SignInAuthorizationPages } from '../pages/authorization-pages.js';
import { PasswordsRepository } from '../passwords/passwords.repository.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import { Cookies } from '../sessions/cookies.js';
import type { Authentication } from '../sessions/session.js';
import { type SessionCheck, Sessions } from '../sessions/sessions.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { PendingSignInsRepository, type PendingSignIn } from './pending-sign-ins.repository.js';
import type { Proof } from './sign-in-method.js';
import { SignInMethods } from './sign-in-methods.js';

/** Purpose of the cookie of a sign-in that waits for a second factor. */
const PENDING = 'pending';

/** A session that begins, if the facts that were proved still hold, and the page after it. */
interface Beginning {
  returnTo: string;
  visit: Visit;
  isValid: SessionCheck;
}

/** The last steps of every sign-in, after a method has proved who the person is. */
@Injectable()
export class SignIn {
  constructor(
    private readonly methods: SignInMethods,
    private readonly waiting: PendingSignInsRepository,
    private readonly sessions: Sessions,
    private readonly store: SessionsRepository,
    private readonly passwords: PasswordsRepository,
    private readonly cookies: Cookies,
    private readonly pages: SignInAuthorizationPages,
  ) {}

  /**
   * Continues after a method: at the page of the second factor that the person has set up, or at
   * `returnTo` with a session. Returns null when the person may no longer sign in, or has another
   * password now.
   */
  async proved(proof: Proof, returnTo: string, visit: Visit): Promise<Answer | null> {
    const { person, amr, acr, authenticatedAt, providerId = null } = proof;
    const factor = acr === '2' ? null : await this.methods.factorOf(person.id);
    if (!factor) {
      const isValid = async (transaction: Transaction) => this.#isCurrent(proof, transaction);
      const authentication = { personId: person.id, amr, acr, authenticatedAt, providerId };
      return this.#begin(authentication, { returnTo, visit, isValid });
    }
    const token = randomToken();
    const isWaiting = await this.store.within(async (transaction) => {
      if (!(await this.store.holdProvider(providerId, transaction))) return false;
      if (!(await this.#isCurrent(proof, transaction))) return false;
      const pending = { personId: person.id, amr: [...amr], returnTo, providerId };
      await this.waiting.insert(tokenHash(token)!, pending, transaction);
      return true;
    });
    if (!isWaiting) return null;
    return this.pages.continueAt(factor.path, visit.headers, [this.cookies.set(token, PENDING)]);
  }

  /**
   * Finds the sign-in of this browser that waits for a second factor; null when there is none, or it
   * has expired. With `counts` this is an attempt, to be limited by `attempts`.
   */
  async pending(visit: Visit, { counts }: { counts: boolean }): Promise<PendingSignIn | null> {
    const idHash = tokenHash(this.cookies.read(visit.headers, PENDING));
    return idHash && this.waiting.find(idHash, counts);
  }

  /** Continues at the end of a waiting sign-in, with a session of two factors. */
  async completed(pending: PendingSignIn, amr: string, visit: Visit): Promise<Answer | null> {
    const idHash = tokenHash(this.cookies.read(visit.headers, PENDING));
    if (!idHash) return null;
    const { personId, returnTo, providerId } = pending;
    const methods = [...pending.amr, amr, 'mfa'];
    const authentication = { personId, amr: methods, acr: '2', providerId } as const;
    // Only one of several simultaneous requests gets a session, and none after a new password.
    const isValid = async (transaction: Transaction) => this.waiting.delete(idHash, transaction);
    return this.#begin(authentication, { returnTo, visit, isValid });
  }

  async #isCurrent({ person, passwordChangedAt, isCurrent }: Proof, transaction: Transaction) {
    if (isCurrent) return isCurrent(transaction);
    if (passwordChangedAt === undefined) return true;
    return this.passwords.isUnchanged(person.id, passwordChangedAt, transaction);
  }

  async #begin(
    authentication: Authentication,
    { returnTo, visit, isValid }: Beginning,
  ): Promise<Answer | null> {
    const cookie = await this.sessions.start(authentication, visit, isValid);
    if (!cookie) return null;
    return this.pages.continueAt(returnTo, visit.headers, [cookie, this.cookies.remove(PENDING)]);
  }
}
