import type { Side } from '#oauth';
import type { Language } from '../pages/languages.js';

/** The events about which people are notified. */
export type NotifyType =
  'person.invitation' | 'person.recovery' | 'person.registration' | 'person.account_exists';

/** The facts that the receiver needs to write an e-mail. */
export interface NotifyContent {
  side: Side;
  /** The resource of the person at the back office; null for somebody who has no account yet. */
  person: { type: string; id: string } | null;
  email: string;
  /** First and last name; null when a stranger may have typed them. */
  name: string | null;
  /** The language of the browser; null when nobody has opened a page. */
  language: Language | null;
  link: string;
  /** ISO 8601; null for a link that is no secret. */
  expiresAt: string | null;
}

/** Returns the body of a message, in the form of Standard Webhooks. */
export function notifyBody(type: NotifyType, data: NotifyContent): string {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data });
}
