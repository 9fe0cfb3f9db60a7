import { Inject, Injectable } from '@nestjs/common';
import { ClientCache } from '../clients/client-cache.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { heldScope } from '../people/held-scope.js';
import { PersonCache } from '../people/person-cache.js';
import type { SignedInPerson } from '../people/person-sessions.js';
import type { Scope } from '../scope.js';
import { AuthorizationCodes } from './authorization-codes.js';
import { errorUrl } from './authorization-intake.js';
import { AuthorizationRequests } from './authorization-requests.js';
import type { StoredRequest } from './authorization-requests.repository.js';
import { ConsentsRepository } from './consents.repository.js';
import { nextStep, withAcceptedAcr } from './next-step.js';
import { isRegisteredUri, redirectTo } from './redirect-uri.js';

/** How a request continues: with a sign-in, with the consent page, or back at the client. */
export type Answer =
  | { to: 'sign_in'; loginHint?: string }
  | { to: 'ask'; clientName: string; scope: Scope }
  | { to: 'client'; url: string };

interface Waiting {
  id: string;
  stored: StoredRequest;
  client: ClientSnapshot;
}

/** Answers authorization requests: with a code, or with an error (RFC 6749 §4.1.2). */
@Injectable()
export class AuthorizationAnswers {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'issuer'>,
    private readonly clients: ClientCache,
    private readonly requests: AuthorizationRequests,
    private readonly codes: AuthorizationCodes,
    private readonly consents: ConsentsRepository,
    private readonly people: PersonCache,
  ) {}

  /**
   * Continues the request with this id. A request that is answered cannot be continued again.
   *
   * @throws OAuthError that no redirect may report
   */
  async next(id: string, session: SignedInPerson | null): Promise<Answer> {
    const waiting = await this.#find(id);
    const { request } = waiting.stored;
    if (request.error) return this.#report(waiting, session, request.error);
    try {
      return await this.#answer(waiting, session);
    } catch (error) {
      if (!(error instanceof OAuthError) || error.code === 'invalid_request') throw error;
      await this.#take(id);
      const { issuer } = this.options;
      return { to: 'client', url: errorUrl({ ...request, error, issuer }) };
    }
  }

  /**
   * Stores the answer of a person on the consent page that has shown this scope. The roles of the
   * person may have changed since, and give no consent to more.
   *
   * @throws OAuthError for a page
   */
  async decide(
    id: string,
    { personId }: SignedInPerson,
    { isAllowed, shown }: { isAllowed: boolean; shown: Scope },
  ): Promise<void> {
    const { client, stored } = await this.#find(id);
    const { clientId, isThirdParty } = client;
    if (isAllowed && isThirdParty) {
      const scope = stored.request.scope.filter((each) => shown.includes(each));
      await this.consents.add({ clientId, personId }, scope);
    }
    // After the consent: a failure between them leaves the person at the consent page.
    await this.requests.decide(id, personId, isAllowed);
  }

  /** Reports the error of an invalid request, once the person is signed in (RFC 9700 §4.11.2). */
  async #report(
    { id, stored: { request } }: Waiting,
    session: SignedInPerson | null,
    error: Pick<OAuthError, 'code' | 'description'>,
  ): Promise<Answer> {
    if (!session && !request.prompts.includes('none')) return { to: 'sign_in' };
    await this.#take(id);
    const { issuer } = this.options;
    return { to: 'client', url: errorUrl({ ...request, error, issuer }) };
  }

  /** The client may have changed since the request. */
  async #find(id: string): Promise<Waiting> {
    const stored = await this.requests.find(id);
    const client = stored && (await this.clients.find(stored.clientId));
    const uris = client?.redirectUris ?? [];
    const isValid = stored && isRegisteredUri(stored.request.redirectUri, uris);
    if (isValid && client && clientInactiveReason(client, null) === null) {
      return { id, stored, client };
    }
    const description = 'the request has expired or was answered: start again in the application';
    throw new OAuthError('invalid_request', description);
  }

  async #answer(waiting: Waiting, session: SignedInPerson | null): Promise<Answer> {
    const { stored, client } = waiting;
    const held = session ? await this.#held(waiting, session) : [];
    const permitted = session ? await this.consents.permitted(client, session.personId, held) : [];
    const step = nextStep(stored, { session, needsConsent: permitted.length < held.length });
    if (step === 'sign_in') return { to: 'sign_in', loginHint: stored.request.loginHint };
    const scope = step === 'ask' ? held : permitted;
    if (scope.length === 0) {
      throw new OAuthError('access_denied', 'the roles of the person give none of the scopes');
    }
    if (step === 'ask') return { to: 'ask', clientName: client.name, scope };
    return { to: 'client', url: await this.#grant(waiting, session!, scope) };
  }

  /** Returns the scope that the person can give to the client now. */
  async #held({ stored, client }: Waiting, { personId }: SignedInPerson): Promise<Scope> {
    const person = await this.people.find(personId);
    return person?.isActive ? heldScope(stored.request.scope, client, person) : [];
  }

  /** The code has the scope of now: a role that the person gains until its use adds nothing. */
  async #grant({ id, stored }: Waiting, person: SignedInPerson, scope: Scope): Promise<string> {
    const { clientId, request } = stored;
    const { redirectUri, state, codeChallenge, nonce, jkt } = request;
    await this.#take(id);
    const accepted = withAcceptedAcr(person, request);
    const details = { redirectUri, scope, codeChallenge, nonce, jkt, person: accepted };
    const code = await this.codes.issue(clientId, details);
    return redirectTo(redirectUri, { code, state, iss: this.options.issuer });
  }

  /** Uses up the request, so that going back in the browser makes no second answer. */
  async #take(id: string): Promise<void> {
    if (await this.requests.take(id)) return;
    throw new OAuthError(
      'invalid_request',
      'the request was answered: start again in the application',
    );
  }
}
