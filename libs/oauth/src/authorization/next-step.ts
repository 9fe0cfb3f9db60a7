import { OAuthError } from '../oauth.error.js';
import type { SignedInPerson } from '../people/person-sessions.js';
import type { AuthorizationRequest } from './authorization-request.js';
import type { StoredRequest } from './authorization-requests.repository.js';

/** The next act of the authorization endpoint for a request. */
export type NextStep = 'sign_in' | 'ask' | 'grant';

/** The person at the browser, as far as the decision depends on them. */
export interface PersonAtBrowser {
  session: SignedInPerson | null;

  /** True when the client is of a third party, and the person has not consented to the scope yet. */
  needsConsent: boolean;
}

/**
 * Decides how an authorization request continues (OpenID Connect Core §3.1.2.3, §3.1.2.4).
 *
 * A sign-in after the request was stored satisfies `prompt`, `max_age` and a preferred level.
 *
 * @throws OAuthError `login_required`, `consent_required`, `access_denied`,
 *   `unmet_authentication_requirements`, for a redirect
 */
export function nextStep(
  stored: StoredRequest,
  { session, needsConsent }: PersonAtBrowser,
  now = Date.now() / 1000,
): NextStep {
  const { request, isAllowed, decidedBy } = stored;
  const isSilent = request.prompts.includes('none');
  if (!session || needsSignIn(session, stored, now)) {
    if (!isSilent) return 'sign_in';
    throw new OAuthError('login_required', 'the person is not signed in as the request needs it');
  }
  requireMatch(session, stored);
  if (decidedBy === session.personId) {
    if (isAllowed) return 'grant';
    throw new OAuthError('access_denied', 'the person has denied the request');
  }
  if (!request.prompts.includes('consent') && !needsConsent) return 'grant';
  if (!isSilent) return 'ask';
  throw new OAuthError('consent_required', 'the person has not consented yet');
}

/** True when another sign-in may satisfy the request better. */
function needsSignIn(session: SignedInPerson, stored: StoredRequest, now: number): boolean {
  if (isNew(session, stored)) return false;
  const { acr, prompts } = stored.request;
  // A level that the application only prefers is no reason to fail without a page.
  const isPreferred = acr !== undefined && !acr.isEssential && !prompts.includes('none');
  const isWeak = !hasEssentialAcr(session, stored) || (isPreferred && session.acr < acr.values[0]!);
  return isWeak || isOther(session, stored) || !isRecent(session, stored, now);
}

/**
 * Rejects a new sign-in that the application cannot use.
 *
 * @throws OAuthError `login_required`, `unmet_authentication_requirements`
 */
function requireMatch(session: SignedInPerson, stored: StoredRequest): void {
  if (isOther(session, stored)) {
    throw new OAuthError('login_required', 'another person has signed in than the one asked for');
  }
  if (hasEssentialAcr(session, stored)) return;
  const description = 'the person has signed in with one factor, and the request needs two';
  throw new OAuthError('unmet_authentication_requirements', description);
}

/** True when the session has one of the levels that the application insists on, or a higher one. */
function hasEssentialAcr({ acr }: SignedInPerson, { request }: StoredRequest): boolean {
  const { values, isEssential } = request.acr ?? { values: [], isEssential: false };
  return !isEssential || values.some((value) => value <= acr);
}

/**
 * Returns the person with a level that the application accepts: two factors are also one (OpenID
 * Connect Core §5.5.1.1). Without essential levels it is that of the session.
 */
export function withAcceptedAcr(
  person: SignedInPerson,
  { acr: requested }: Pick<AuthorizationRequest, 'acr'>,
): SignedInPerson {
  if (!requested?.isEssential || requested.values.includes(person.acr)) return person;
  return { ...person, acr: requested.values[0]! };
}

function isNew({ authenticatedAt }: SignedInPerson, { createdAt }: StoredRequest): boolean {
  return authenticatedAt >= createdAt;
}

function isRecent(session: SignedInPerson, stored: StoredRequest, now: number): boolean {
  const { prompts, maxAge = Infinity } = stored.request;
  if (prompts.includes('login') || prompts.includes('select_account')) return false;
  return now - session.authenticatedAt <= maxAge;
}

/** True when the application asks for another person (`id_token_hint`). */
function isOther({ personId }: SignedInPerson, { request }: StoredRequest): boolean {
  return request.subject !== undefined && request.subject !== personId;
}
