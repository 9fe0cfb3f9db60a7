import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpConfig } from '#config';
import type { Authentication } from './authentication.js';
import { readFormBody } from './form-body.js';
import { readJsonBody } from './json-body.js';
import { HttpError } from './http-error.js';

type Limits = Pick<HttpConfig, 'oauthParameterLimit' | 'bodyValueLimit'>;

type BodyReader = (body: Buffer, limits: Limits) => unknown;

/**
 * Reads the parameters of a request to an OAuth endpoint. Senders need no token, so a low limit on
 * their number keeps the reading cheap.
 *
 * @throws HttpError 400 `bad_request`, and the errors of `read`
 */
function readParameters(read: BodyReader, body: Buffer, limits: Limits): unknown {
  const parameters = read(body, limits);
  const count = countOf(parameters);
  const { oauthParameterLimit: max } = limits;
  if (count <= max) return parameters;
  const description = `the request has ${count} parameters; at most ${max} are allowed`;
  throw new HttpError(400, 'bad_request', description);
}

/** Counts the parameters, each repetition included. */
function countOf(parameters: unknown): number {
  if (typeof parameters !== 'object' || parameters === null) return 0;
  return Object.values(parameters).reduce<number>(
    (count, value) => count + (Array.isArray(value) ? value.length : 1),
    0,
  );
}

/** Registers the readers of all bodies. Their sizes are limited by the route. */
export function readBodies(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: Limits },
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
