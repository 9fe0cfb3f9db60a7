import type { ParamsOption, RequestBodyOption } from 'openapi-fetch';

/** Types of calls, derived from the `paths` that openapi-typescript makes of a document. */

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** The paths that have the method. */
export type PathsWith<Paths, M extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends { [Name in M]: object } ? Path : never;
}[keyof Paths];

export type Operation<
  Paths,
  Path extends keyof Paths,
  M extends Method,
> = M extends keyof Paths[Path] ? Paths[Path][M] : never;

/** Options of one call, beyond those of its route. */
export interface CallOptions {
  /** Ends the call. */
  signal?: AbortSignal;

  /** Milliseconds for this call with its retries; in `all` and `update`, for each of the requests. */
  timeoutMs?: number;

  /** Requests cursors instead of numbered pages: `links` of a list then have `page[after]`. */
  hasCursors?: boolean;

  /** Changes the resource only if it still has this entity tag. Otherwise the call fails with 412. */
  ifMatch?: string;

  /**
   * The key of a POST of users, customers, customer-users or roles. By default each call has a new one,
   * which its retries repeat. The server rejects a key for all other routes.
   */
  idempotencyKey?: string;
}

/** The arguments of a call: the parameters and the body of its route. */
export type Init<Op> = CallOptions & ParamsOption<Op> & RequestBodyOption<Op>;

type RequiredKeys<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? never : Key }[keyof T];

/** The arguments after the path. They may be left out when the route needs none. */
export type InitArguments<Op, Options = Init<Op>> =
  RequiredKeys<Options> extends never ? [init?: Options] : [init: Options];

type Content<Answer> = Answer extends { content: Record<string, infer Body> } ? Body : undefined;

/** The document of a success; undefined for a success without a document. */
export type Success<Op> = Op extends { responses: infer Answers }
  ? { [Status in keyof Answers]: Content<Answers[Status]> }[keyof Answers]
  : never;

/** The `data` of the documents that routes with this method accept. */
export type AcceptedData<Paths, M extends 'post' | 'patch'> = {
  [Path in keyof Paths]: Operation<Paths, Path, M> extends {
    requestBody: { content: { 'application/vnd.api+json': { data: infer Data } } };
  }
    ? Data
    : never;
}[keyof Paths];
