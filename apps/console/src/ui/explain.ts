import { ApiError } from '#client';
import { SessionError } from '../api/session.js';
import type { useMessages } from './use-messages.js';

type Words = ReturnType<typeof useMessages>;

export interface Explanation {
  title: string;
  text: string;
  /** The messages of the API, which say what the input has to be. */
  details?: string[];
  requestId?: string;
  /** True when the same act may succeed without a change. */
  mayRetry?: boolean;
  /** True when the person must load the page again. */
  mustReload?: boolean;
}

/** Explains an error in words: what it means, and what the person can do. */
export function explain(error: unknown, t: Words): Explanation {
  if (error instanceof ApiError) {
    return { ...explainAnswer(error, t), requestId: error.requestId };
  }
  if (error instanceof SessionError && error.status > 0) return unavailable(t);
  if (!navigator.onLine) {
    return { title: t('problemOffline'), text: t('problemOfflineText'), mayRetry: true };
  }
  // Browsers report a lost connection as a TypeError, and the client a timeout as a DOMException.
  if (error instanceof TypeError && /no answer|fetch|network/i.test(error.message)) {
    return noAnswer(t);
  }
  if (error instanceof DOMException || error instanceof SessionError) return noAnswer(t);
  if (isMissingChunk(error)) {
    return { title: t('problemVersion'), text: t('problemVersionText'), mustReload: true };
  }
  return { title: t('problemUnknown'), text: t('problemUnknownText'), mustReload: true };
}

/** A file of this version is gone, because the server has a newer one. */
function isMissingChunk(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script/i.test(error.message);
}

const noAnswer = (t: Words): Explanation => ({
  title: t('problemNoAnswer'),
  text: t('problemNoAnswerText'),
  mayRetry: true,
});

const unavailable = (t: Words): Explanation => ({
  title: t('problemUnavailable'),
  text: t('problemUnavailableText'),
  mayRetry: true,
});

function explainAnswer(error: ApiError, t: Words): Explanation {
  const { status, code } = error;
  const details = error.errors.flatMap(({ detail }) => detail ?? []);
  if (status === 401) return { title: t('problemSignIn'), text: t('problemSignInText') };
  if (status === 403) return { title: t('problemForbidden'), text: forbidden(code, details, t) };
  if (status === 404) return { title: t('problemNotFound'), text: t('problemNotFoundText') };
  if (status === 412) return { title: t('problemConflict'), text: t('problemConflictText') };
  if (status === 429) {
    return { title: t('problemTooMany'), text: t('problemTooManyText'), mayRetry: true };
  }
  if (status === 502 || status === 503 || status === 504) return unavailable(t);
  if (status >= 500) return { title: t('problemServer'), text: t('problemServerText') };
  return { title: t('problemInput'), text: '', details };
}

function forbidden(code: string, details: string[], t: Words): string {
  const scope = /\b[a-z-]+:[a-z-]+\b/.exec(details[0] ?? '')?.[0];
  if (code === 'insufficient_scope' && scope) return t('problemForbiddenText', { scope });
  return details.join(' ') || t('problemForbiddenPlain');
}
