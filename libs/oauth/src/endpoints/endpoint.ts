import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../client-authentication/authentication-failure-handler.js';
import { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { readForm } from './form-body.js';

export type Method = 'GET' | 'POST';

/** An endpoint of the protocol: a function of the request, independent of the HTTP framework. */
export interface Endpoint {
  readonly method: Method | readonly Method[];

  /** Absolute paths, such as `/oauth2-token/revoke`. */
  readonly paths: readonly string[];

  /** Paths that a specification puts at the root of the host, with the path of the issuer inside. */
  readonly rootPaths?: readonly string[];

  /**
   * Headers of every answer that is not an error. The default is a JSON document that no cache may
   * store.
   */
  readonly headers?: Readonly<Record<string, string>>;

  /** @throws OAuthError, and errors of the database */
  answer(request: EndpointRequest): Promise<EndpointAnswer>;
}

/** A completely received request. */
export interface EndpointRequest extends RequestContext {
  method: string;

  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;

  /** The parsed form or JSON body; undefined without a body. */
  body: unknown;
}

export interface EndpointAnswer {
  status: number;
  /** Headers in addition to those of every answer. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

/** RFC 6749 requires a form; JSON is an extension of this server. */
const MEDIA_TYPE = /^application\/(?:x-www-form-urlencoded|json)\s*(?:;|$)/i;

/** @throws OAuthError `invalid_request` for another media type, or a body that is no object */
export function parametersOf({ body, headers }: EndpointRequest): FormParameters {
  if (body !== undefined && !MEDIA_TYPE.test(headers['content-type'] ?? '')) {
    const description = 'send application/x-www-form-urlencoded or application/json';
    throw new OAuthError('invalid_request', description);
  }
  return new FormParameters(body);
}

/**
 * Returns the parameters that a browser sends: those of the form with POST, otherwise those of the
 * query. A repeated one has several values in both.
 */
export function formOrQueryOf({ method, url, body }: EndpointRequest): FormParameters {
  if (method === 'POST') return new FormParameters(body);
  const at = url.indexOf('?');
  return new FormParameters(readForm(Buffer.from(at === -1 ? '' : url.slice(at + 1))));
}

/** Answers with a redirect that is always followed by GET (RFC 9700 §4.12). */
export function seeOther(location: string): EndpointAnswer {
  return { status: 303, headers: { location } };
}

/** Headers of an answer that no cache may store. */
export const UNCACHED = { 'cache-control': 'no-store' };

/** Headers of a JSON document. */
export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Headers of a JSON document that no cache may store. */
export const UNCACHED_JSON = { ...JSON_HEADERS, ...UNCACHED };

/** Returns the methods of an endpoint. */
export function methodsOf({ method }: Endpoint): readonly Method[] {
  return typeof method === 'string' ? [method] : method;
}

/** Endpoints with the path below which they are, such as `/admin`; empty for the root. */
export interface Mounted {
  base: string;
  endpoints: readonly Endpoint[];
}

/** The endpoints at and below this path have the errors of RFC 6749 §5.2. */
export const PROTOCOL = '/oauth2-token';

/** Returns the paths of an endpoint as the router has them. */
export function mountedPaths({ paths, rootPaths = [] }: Endpoint, base: string): string[] {
  return [...paths.map((path) => base + path), ...rootPaths];
}

export function isOfProtocol({ paths }: Endpoint): boolean {
  return paths.every((path) => path.startsWith(PROTOCOL));
}
