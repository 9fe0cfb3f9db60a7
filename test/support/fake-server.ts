import { createClient, type Backoffice, type Client, type ClientOptions } from '#client';

/** A request that the client sent. */
export interface SentRequest {
  method: string;
  /** The URL without the origin. */
  target: string;
  headers: Headers;
  body: string;
}

type Answer = Response | Error | Promise<Response>;

/** Answers the requests of a client without a network. */
export class FakeServer {
  readonly requests: SentRequest[] = [];

  /** Answers to requests of the API, in order; afterwards each gets an empty list. */
  readonly answers: ((request: SentRequest) => Answer)[] = [];

  /** Answers to token requests, in order; afterwards each gets a token of its own. */
  readonly tokenAnswers: ((request: SentRequest) => Answer)[] = [];

  #tokens = 0;

  /** Returns a client of this server with a secret, without waiting for long between attempts. */
  client(options: Partial<ClientOptions> = {}): Client<Backoffice> {
    const secret = 'privateKey' in options ? {} : { clientSecret: SECRET };
    return createClient<Backoffice>({
      url: URL_OF_SERVER,
      clientId: 'erp',
      ...secret,
      fetch: this.fetch,
      ...options,
    } as ClientOptions);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { origin, pathname, search } = new URL(url);
    const request = {
      method: init.method ?? 'GET',
      target: url.slice(origin.length),
      headers: new Headers(init.headers),
      body: (init.body as string | undefined) ?? '',
    };
    this.requests.push(request);
    const isToken = pathname.endsWith('/oauth2-token') && search === '';
    const next = isToken ? this.tokenAnswers.shift() : this.answers.shift();
    const answer = await (next?.(request) ?? (isToken ? this.token() : document()));
    init.signal?.throwIfAborted();
    if (answer instanceof Error) throw answer;
    return answer;
  };

  /** Answers with a new token: `token-1`, `token-2` … */
  token(expiresIn = 3600, headers: Record<string, string> = {}): Response {
    this.#tokens += 1;
    const body = { access_token: `token-${this.#tokens}`, expires_in: expiresIn, scope: '' };
    return Response.json({ token_type: 'Bearer', ...body }, { headers });
  }

  get tokenRequests(): SentRequest[] {
    return this.requests.filter(({ target }) => target.endsWith('/oauth2-token'));
  }

  get apiRequests(): SentRequest[] {
    return this.requests.filter(({ target }) => !target.endsWith('/oauth2-token'));
  }

  /** The tokens that requests of the API had. */
  get usedTokens(): (string | null)[] {
    return this.apiRequests.map(({ headers }) => headers.get('Authorization'));
  }
}

export const URL_OF_SERVER = 'https://shop.example';
export const SECRET = 'lk_secret_0123456789';

export function document(members: object = { data: [], links: { next: null } }): Response {
  return Response.json(members, { headers: { 'Content-Type': 'application/vnd.api+json' } });
}

/** Answers with one error. */
export function failure(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Response {
  const errors = [{ id: 'request-1', status: String(status), code, title: 't', detail: 'detail' }];
  return Response.json({ errors }, { status, headers });
}
