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

/** Of the related resources; `bigint` when it is not said. */
interface IdentifierOptions {
  idType?: IdType;
}

/**
 * `@ResourceIdentifiers('roles') roleIds: string[]`: the ids in the document of
 * a request to a relationship of many (jsonapi.org 1.1, "Updating To-Many
 * Relationships"), each once, in the order of the document.
 *
 * An id that no resource can have is refused, but left out by DELETE: what is
 * missing already is removed ("Updating To-Many Relationships").
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

/** @throws JsonApiError 400 when it is malformed, 409 for another type, 404 for an impossible id */
export function readIdentifiers(body: unknown, expected: Expectation): string[] {
  const data = readDocument(body);
  const faults: ErrorObject[] = [];
  if (!Array.isArray(data) || data.length > MAX_IDENTIFIERS) {
    const detail = `data must be an array of at most ${MAX_IDENTIFIERS} resource identifiers`;
    throw new JsonApiError(malformed(detail, '/data'));
  }
  for (const [index, identifier] of data.entries()) {
    const found = identifierErrors(identifier, expected, `/data/${index}`);
    faults.push(...found.filter(({ code }) => !expected.forRemoval || code !== IMPOSSIBLE_ID));
  }
  if (faults.length > 0) throw new JsonApiError(faults);
  const ids = (data as ResourceIdentifier[]).map(({ id }) => id);
  return [...new Set(ids)].filter((id) => isId(id, expected.idType));
}
