import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpConfig } from '#config';
import { readFormBody } from './form-body.js';
import { readJsonBody } from './json-body.js';
import { HttpError } from './http-error.js';

type Limits = Pick<HttpConfig, 'oauthBodyLimit' | 'oauthParameterLimit' | 'bodyValueLimit'>;

/** Says which routes need an access token. */
interface Requirement {
  isRequired(route: { config?: unknown }): boolean;
}

export type BodyReader = (body: Buffer, limits: Limits) => unknown;

/**
 * Reads the parameters of a request to an OAuth endpoint. Senders need no token, so low limits on
 * number and size keep the reading cheap.
 *
 * @throws HttpError 413 `payload_too_large`, 400 `bad_request`, and the errors of `read`
 */
export function readParameters(read: BodyReader, body: Buffer, limits: Limits): unknown {
  const error = sizeError(body.length, limits);
  if (error) throw error;
  const parameters = read(body, limits);
  const count = countOf(parameters);
  const { oauthParameterLimit: max } = limits;
  if (count <= max) return parameters;
  const description = `the request has ${count} parameters; at most ${max} are allowed`;
  throw new HttpError(400, 'bad_request', description);
}

/** Returns an error for a body that is too large for an OAuth endpoint; otherwise null. */
export function sizeError(
  bytes: number,
  { oauthBodyLimit }: Pick<Limits, 'oauthBodyLimit'>,
): HttpError | null {
  if (bytes <= oauthBodyLimit) return null;
  const description = `the body is larger than ${oauthBodyLimit} bytes`;
  return new HttpError(413, 'payload_too_large', description);
}

/** Counts the parameters, each repetition included. */
function countOf(parameters: unknown): number {
  if (typeof parameters !== 'object' || parameters === null) return 0;
  return Object.values(parameters).reduce<number>(
    (count, value) => count + (Array.isArray(value) ? value.length : 1),
    0,
  );
}

/**
 * Registers the readers of all bodies. Bodies of the API may have `http.bodyLimit` bytes, because
 * their senders have a token.
 */
export function readBodies(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Requirement; limits: Limits },
): void {
  const readers: [string[], BodyReader][] = [
    [['application/json', 'application/vnd.api+json'], readJsonBody],
    [['application/x-www-form-urlencoded'], readFormBody],
  ];
  fastify.removeAllContentTypeParsers();
  for (const [types, read] of readers) {
    fastify.addContentTypeParser(
      types,
      { parseAs: 'buffer' },
      ({ routeOptions }: FastifyRequest, body: Buffer, done) => {
        let value: unknown;
        try {
          value = authentication.isRequired(routeOptions)
            ? read(body, limits)
            : readParameters(read, body, limits);
        } catch (error) {
          return done(error as Error);
        }
        done(null, value);
      },
    );
  }
}
