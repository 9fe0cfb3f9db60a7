import { Injectable } from '@nestjs/common';
import type { Visit } from '../pages/visit.js';
import type { Answer } from '../pages/pages.js';
import { SignInAuthorizationPages } from '../pages/authorization-pages.js';
import { PeopleRepository } from '../people/people.repository.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import { Cookies } from '../sessions/cookies.js';
import { Sessions } from '../sessions/sessions.js';
import { PendingSignInsRepository, type PendingSignIn } from './pending-sign-ins.repository.js';
import type { Proof } from './sign-in-method.js';
import { SignInMethods } from './sign-in-methods.js';

/** Purpose of the cookie of a sign-in that waits for a second factor. */
const PENDING = 'pending';

/** The last steps of every sign-in, after a method has proved who the person is. */
@Injectable()
export class SignIn {
  constructor(
    private readonly methods: SignInMethods,
    private readonly waiting: PendingSignInsRepository,
    private readonly sessions: Sessions,
    private readonly people: PeopleRepository,
    private readonly cookies: Cookies,
    private readonly pages: SignInAuthorizationPages,
  ) {}

  /**
   * Continues after a method: at the page of the second factor that the person has set up, or at
   * `returnTo` with a session. Returns null when the person may no longer sign in.
   */
  async proved(proof: Proof, returnTo: string, visit: Visit): Promise<Answer | null> {
    const { person, amr, acr } = proof;
    const factor = acr === '2' ? null : await this.methods.factorOf(person.id);
    if (!factor) return this.#begin(proof, returnTo, visit);
    const token = randomToken();
    await this.waiting.insert(tokenHash(token)!, { personId: person.id, amr: [...amr], returnTo });
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
    const person = await this.people.find(pending.personId);
    // Only one of several simultaneous requests gets a session.
    if (!person || !idHash || !(await this.waiting.delete(idHash))) return null;
    const proof = { person, amr: [...pending.amr, amr, 'mfa'], acr: '2' } as const;
    return this.#begin(proof, pending.returnTo, visit);
  }

  async #begin(
    { person, amr, acr }: Proof,
    returnTo: string,
    visit: Visit,
  ): Promise<Answer | null> {
    const cookie = await this.sessions.start({ personId: person.id, amr, acr }, visit);
    if (!cookie) return null;
    return this.pages.continueAt(returnTo, visit.headers, [cookie, this.cookies.remove(PENDING)]);
  }
}
