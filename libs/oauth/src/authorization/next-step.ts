import { OAuthError } from '../oauth.error.js';
import type { SignedInPerson } from '../people/person-sessions.js';
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
 * A sign-in after the request was made satisfies every wish for a new authentication.
 *
 * @throws OAuthError `login_required`, `consent_required`, `access_denied`, for a redirect
 */
export function nextStep(
  stored: StoredRequest,
  { session, needsConsent }: PersonAtBrowser,
  now = Date.now() / 1000,
): NextStep {
  const { request, isAllowed, decidedBy } = stored;
  const isSilent = request.prompts.includes('none');
  if (!session || !isRecent(session, stored, now) || isOther(session, stored)) {
    if (isSilent) throw new OAuthError('login_required', 'the person is not signed in');
    if (!session || !isNew(session, stored)) return 'sign_in';
    throw new OAuthError('login_required', 'another person has signed in than the one asked for');
  }
  if (decidedBy === session.personId) {
    if (isAllowed) return 'grant';
    throw new OAuthError('access_denied', 'the person has denied the request');
  }
  if (!request.prompts.includes('consent') && !needsConsent) return 'grant';
  if (!isSilent) return 'ask';
  throw new OAuthError('consent_required', 'the person has not consented yet');
}

function isNew({ authenticatedAt }: SignedInPerson, { createdAt }: StoredRequest): boolean {
  return authenticatedAt >= createdAt;
}

function isRecent(session: SignedInPerson, stored: StoredRequest, now: number): boolean {
  if (isNew(session, stored)) return true;
  const { prompts, maxAge = Infinity } = stored.request;
  if (prompts.includes('login') || prompts.includes('select_account')) return false;
  return now - session.authenticatedAt <= maxAge;
}

/** True when the application asks for another person (`id_token_hint`). */
function isOther({ personId }: SignedInPerson, { request }: StoredRequest): boolean {
  return request.subject !== undefined && request.subject !== personId;
}
