import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { describing } from '../route-description.js';
import { type IdType, isId, type ResourceIdentifier } from '../definition/resource-id.js';
import {
  MAX_IDENTIFIERS,
  identifierErrors,
  IMPOSSIBLE_ID,
  type Referable,
} from './resource-identifier.js';
import { malformed, readDocument } from './resource-object.js';

/** The id type of the related resources; the default is `bigint`. */
interface IdentifierOptions {
  idType?: IdType;
}

/**
 * `@ResourceIdentifiers('roles') roleIds: string[]`: the ids in a request to a to-many relationship
 * (jsonapi.org 1.1, "Updating To-Many Relationships"), without duplicates, in the order of the
 * document.
 *
 * An impossible id is rejected. DELETE ignores it instead, because a missing member counts as
 * removed ("Updating To-Many Relationships").
 */
export function ResourceIdentifiers(
  type: string,
  { idType }: IdentifierOptions = {},
): ParameterDecorator {
  const decorator = createParamDecorator((_: unknown, context: ExecutionContext): string[] => {
    const { body, method } = context.switchToHttp().getRequest<FastifyRequest>();
    return readIdentifiers(body, { types: [type], idType, forRemoval: method === 'DELETE' });
  });
  return describing({ identifiers: { type } }, decorator());
}

interface Expectation extends Referable {
  forRemoval: boolean;
}

/**
 * @throws JsonApiError 400 for a malformed document, 409 for another type, 404 for an impossible id
 */
export function readIdentifiers(body: unknown, expected: Expectation): string[] {
  const data = readDocument(body);
  const problems: ErrorObject[] = [];
  if (!Array.isArray(data) || data.length > MAX_IDENTIFIERS) {
    const detail = `data must be an array of at most ${MAX_IDENTIFIERS} resource identifiers`;
    throw new JsonApiError(malformed(detail, '/data'));
  }
  for (const [index, identifier] of data.entries()) {
    const found = identifierErrors(identifier, expected, `/data/${index}`);
    problems.push(...found.filter(({ code }) => !expected.forRemoval || code !== IMPOSSIBLE_ID));
  }
  if (problems.length > 0) throw new JsonApiError(problems);
  const ids = (data as ResourceIdentifier[]).map(({ id }) => id);
  return [...new Set(ids)].filter((id) => isId(id, expected.idType));
}
