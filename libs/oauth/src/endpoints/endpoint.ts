import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../client-authentication/authentication-failure-handler.js';

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
