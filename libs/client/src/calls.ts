import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { CallSettings } from './client-options.js';
import { Deadline } from './deadline.js';
import { type Authorization, Http } from './http.js';
import { OutgoingRequest } from './outgoing-request.js';
import { checkParameters, type Parameters } from './parameters.js';
import { type Call, headersOf } from './request-headers.js';

/** The answer to a call. */
export interface Result<Data> {
  /** The document; undefined for an answer without one, such as that to a DELETE. */
  data: Data;
  response: Response;

  /** The entity tag of the resource, for `ifMatch` and `ifNoneMatch`. */
  etag?: string;
}

const querySerializer = createQuerySerializer({ array: { style: 'form', explode: false } });

/** Makes calls of one client: its credentials, its media types, its retries. */
export class Calls {
  readonly #settings: CallSettings;
  readonly #http: Http;
  readonly #authorizationOf: (request: OutgoingRequest) => Authorization;

  constructor(
    settings: CallSettings,
    http: Http,
    authorizationOf: (request: OutgoingRequest) => Authorization,
  ) {
    this.#settings = settings;
    this.#http = http;
    this.#authorizationOf = authorizationOf;
  }

  /** @throws ApiError, and before a request an Error for a parameter without a usable value */
  async call<Data>(method: string, path: string, call: Call = {}): Promise<Result<Data>> {
    const { params = {}, body, signal, timeoutMs = this.#settings.timeoutMs } = call;
    checkParameters(method, path, params);
    const deadline = new Deadline(timeoutMs, signal);
    try {
      const request = new OutgoingRequest(this.#urlOf(path, params), {
        method: method.toUpperCase(),
        headers: headersOf(method, path, call),
        signal: deadline.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const { document, response } = await this.#http.send(request, this.#authorizationOf(request));
      const etag = response.headers.get('ETag') ?? undefined;
      return { data: document as Data, response, ...(etag !== undefined && { etag }) };
    } finally {
      deadline.clear();
    }
  }

  /**
   * Follows a link of an answer, such as `links.next`. Links are relative to the public URL, which
   * may have a path that `url` lacks.
   */
  async follow<Data>(link: string, call: Omit<Call, 'params' | 'body'>): Promise<Result<Data>> {
    const base = new URL(this.#settings.issuer);
    const { origin, pathname, search } = new URL(link, base);
    if (origin !== base.origin) throw new Error(`the link ${link} leads to another server`);
    const isBelow = base.pathname !== '/' && pathname.startsWith(`${base.pathname}/`);
    const path = isBelow ? pathname.slice(base.pathname.length) : pathname;
    return this.call('get', path + search, call);
  }

  #urlOf(path: string, params: Parameters): string {
    const baseUrl = this.#settings.url;
    const pathSerializer = defaultPathSerializer;
    return createFinalURL(path, { baseUrl, params, querySerializer, pathSerializer });
  }
}
