import type { TestApplication } from './applications.js';

/** A page as a browser without script gets it. */
export interface PageAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The cookies that it sets, by their name; an empty value deletes one. */
  cookies: Record<string, string>;
}

interface PageRequest {
  cookies?: { name: string; value: string }[];
  /** Fields of a form; with them the request is a POST. */
  form?: Record<string, string>;
  /** The default is that a page of the same origin has sent the request. */
  headers?: Record<string, string>;
}

/** Requests a page. It follows no redirect. */
export async function pageAt(
  { url }: TestApplication,
  path: string,
  { cookies = [], form, headers = { 'Sec-Fetch-Site': 'same-origin' } }: PageRequest = {},
): Promise<PageAnswer> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const response = await fetch(url + path, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { ...headers, ...(cookie && { Cookie: cookie }) },
    body: form && new URLSearchParams(form),
  });
  const set = response.headers.getSetCookie().map((text) => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(text)!;
    return [name!, value!] as const;
  });
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    cookies: Object.fromEntries(set),
  };
}
