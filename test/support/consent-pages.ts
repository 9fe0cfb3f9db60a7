import { expect } from 'vitest';
import type { TestApplication } from './applications.js';
import { authorize, hopOf, open } from './people-clients.js';
import { type Answer, request } from './requests.js';

/** A consent page in the browser of a person. */
export interface ConsentPage {
  at: string;
  cookie: string;
  /** The hidden fields of its form. */
  fields: Record<string, string>;
}

export const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** Asks for a code as an application does, and opens the consent page with the cookie. */
export async function openConsent(
  application: Pick<TestApplication, 'url'>,
  parameters: URLSearchParams,
  cookie: string,
): Promise<ConsentPage> {
  const at = hopOf(application, await authorize(application, parameters));
  const { status, headers, body } = await open(at, cookie);
  expect({ status, location: headers.get('location') }).toEqual({ status: 200, location: null });
  expect(body).toContain('name="decision" value="allow"');
  const hidden = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...hidden].map(([, name, value]) => [name!, value!]));
  return { at, cookie, fields };
}

/** Sends the form of a consent page as a browser does. */
export async function decide(
  { url }: Pick<TestApplication, 'url'>,
  { fields, cookie }: ConsentPage,
  { decision, headers = SAME_ORIGIN }: { decision: string; headers?: Record<string, string> },
): Promise<Answer> {
  return request(`${url}/oauth2-authorize/continue`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: new URLSearchParams({ ...fields, decision }),
  });
}
