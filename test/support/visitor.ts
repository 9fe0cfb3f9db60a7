import type { TestApplication } from './applications.js';

/** The answer to a request of a visitor. */
export interface PageAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/**
 * A browser without scripts: it keeps cookies and sends the headers with which browsers say where a
 * request comes from. It follows no redirect, so that a test sees each answer.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly application: Pick<TestApplication, 'url'>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.#send(path, { headers: { 'Sec-Fetch-Site': 'none', ...headers } });
  }

  /** Sends a form of a page of the application. */
  async post(
    path: string,
    form: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<PageAnswer> {
    const body = new URLSearchParams(form);
    const own = { 'Sec-Fetch-Site': 'same-origin', Origin: this.application.url };
    return this.#send(path, { method: 'POST', body, headers: { ...own, ...headers } });
  }

  async signIn(name: string, password: string, returnTo = ''): Promise<PageAnswer> {
    return this.post('/sign-in', { name, password, return_to: returnTo });
  }

  async #send(
    path: string,
    {
      headers,
      ...request
    }: { headers: Record<string, string>; method?: string; body?: URLSearchParams },
  ): Promise<PageAnswer> {
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.application.url + path, {
      ...request,
      redirect: 'manual',
      headers: { ...this.headers, ...(cookie && { Cookie: cookie }), ...headers },
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set);
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (/;\s*max-age=0/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
