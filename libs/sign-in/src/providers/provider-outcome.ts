import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { SignIn } from '../methods/sign-in.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT, signInPath } from '../pages/paths.js';
import { actorOf, type Visit } from '../pages/visit.js';
import { PeopleRepository } from '../people/people.repository.js';
import { Sessions } from '../sessions/sessions.js';
import type { IdentityProvider } from './identity-provider.js';
import { LinkedIdentities } from './linked-identities.service.js';
import { ProviderPages, type ProviderProblem } from './provider-pages.js';
import type { FinishedAtProvider } from './provider-sign-ins.service.js';

/** A person who came back from a provider and has proved who they are there. */
interface Arrived extends FinishedAtProvider {
  provider: IdentityProvider;
  visit: Visit;
}

/** A person, and the one-time link with which they came; null without a link. */
interface Asked {
  personId: string;
  linkHash: Buffer | null;
}

/** The outcome of an authentication at a provider: a session, or a link to the identity there. */
@Injectable()
export class ProviderOutcome {
  constructor(
    private readonly identities: LinkedIdentities,
    private readonly people: PeopleRepository,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly pages: Pages,
    private readonly providerPages: ProviderPages,
  ) {}

  async of(arrived: Arrived): Promise<Answer> {
    const { personId, linkHash, returnTo } = arrived.transaction;
    if (personId === null) return this.#signIn(arrived, returnTo);
    return linkHash
      ? this.#acceptInvitation(arrived, { personId, linkHash })
      : this.#link(arrived, personId);
  }

  /** Nobody is found by an e-mail address, which a provider may give to somebody else. */
  async #signIn(arrived: Arrived, returnTo: string): Promise<Answer> {
    const { visit, authentication, provider } = arrived;
    const { identity, amr, acr, authenticatedAt } = authentication;
    const personId = await this.identities.use(identity);
    const person = personId === null ? null : await this.people.find(personId);
    if (!person) return this.#failed(arrived, 'identityUnknown', signInPath(returnTo));
    const isCurrent = async (transaction: Transaction) =>
      this.identities.isOf(person.id, identity, transaction);
    const proof = { person, amr, acr, authenticatedAt, providerId: provider.id, isCurrent };
    const answer = await this.signIn.proved(proof, returnTo, visit);
    return answer ?? this.#failed(arrived, 'identityUnknown', signInPath(returnTo));
  }

  async #acceptInvitation(
    arrived: Arrived,
    { personId, linkHash }: Asked & { linkHash: Buffer },
  ): Promise<Answer> {
    const ownership = this.#ownership(arrived, personId);
    const isLinked = await this.identities.linkInvited(ownership, linkHash);
    if (isLinked === null) return this.pages.redirectTo('/sign-in/link'); // says that it is not valid
    if (!isLinked) return this.#failed(arrived, 'identityTaken', signInPath(ACCOUNT));
    return this.#signIn(arrived, ACCOUNT);
  }

  /** The session may have ended while the person was at the provider. */
  async #link(arrived: Arrived, personId: string): Promise<Answer> {
    const session = await this.sessions.session(arrived.visit.headers);
    if (session?.personId !== personId) return this.#failed(arrived, 'providerExpired', ACCOUNT);
    const isLinked = await this.identities.link(this.#ownership(arrived, personId));
    if (!isLinked) return this.#failed(arrived, 'identityTaken', ACCOUNT);
    return this.pages.redirectTo(ACCOUNT);
  }

  #ownership({ authentication: { identity }, visit }: Arrived, personId: string) {
    return { personId, identity, actor: actorOf(personId, visit) };
  }

  #failed({ provider, visit }: Arrived, text: ProviderProblem['text'], path: string): Answer {
    return this.providerPages.failed(visit.headers, { text, provider, path });
  }
}
