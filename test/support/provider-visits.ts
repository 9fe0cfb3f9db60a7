import type { FakeProvider } from './fake-provider.js';
import type { PageAnswer, Visitor } from './visitor.js';

/** The key of the provider in tests with one. */
export const COMPANY = 'company';

/** Returns the address at which a page without script continues. */
export function nextOf({ body }: PageAnswer): string {
  const [, url = ''] = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(body) ?? [];
  return url.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Presses the button of a provider. Returns the address at the provider. */
export async function leaveFor(visitor: Visitor, key = COMPANY, form = {}): Promise<string> {
  return nextOf(await visitor.post(`/sign-in/provider/${key}`, form));
}

/** Opens the redirect URI with a query, and follows the page that continues on this site. */
export async function comeBack(
  visitor: Visitor,
  query: URLSearchParams,
  key = COMPANY,
): Promise<PageAnswer> {
  const hop = await visitor.get(`/sign-in/provider/${key}/callback?${query.toString()}`, {
    'Sec-Fetch-Site': 'cross-site',
  });
  return visitor.get(nextOf(hop), { 'Sec-Fetch-Site': 'same-origin' });
}

/** Signs in at a provider as a subject; `change` changes the query of the redirect. */
export async function signInAt(
  visitor: Visitor,
  provider: FakeProvider,
  {
    subject = 'sub-1',
    form = {},
    change = () => {},
  }: {
    subject?: string;
    form?: Record<string, string>;
    change?: (query: URLSearchParams) => void;
  } = {},
): Promise<PageAnswer> {
  const query = provider.authorize(await leaveFor(visitor, COMPANY, form), subject);
  change(query);
  return comeBack(visitor, query);
}
