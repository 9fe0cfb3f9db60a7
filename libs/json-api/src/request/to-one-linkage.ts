import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { describing } from '../route-description.js';
import { findToOne, idTypeOf, referableTypes } from '../definition/relationship.js';
import type { ToOne, ResourceDefinition } from '../definition/resource-definition.js';
import { identifierErrors } from './resource-identifier.js';
import type { ResourceIdentifier } from '../definition/resource-id.js';
import { readDocument } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';

/**
 * `@ToOneLinkage(customerUserResource, 'customer') customer: ResourceIdentifier | null`: the new
 * value in a request to a to-one relationship (jsonapi.org 1.1, "Updating To-One Relationships").
 */
export function ToOneLinkage(definition: ResourceDefinition, name: string): ParameterDecorator {
  const toOne = findToOne(definition, name);
  if (!toOne) throw new Error(`${definition.type} has no to-one relationship ${name}`);
  const decorator = createParamDecorator((_: unknown, context: ExecutionContext) => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    return readToOneLinkage(body, name, toOne);
  });
  return describing({ linkage: toOne, relationshipOf: definition }, decorator());
}

/**
 * @throws JsonApiError 400 malformed, 409 for another type, 404 for an impossible id, 422 for null
 */
function readToOneLinkage(body: unknown, name: string, toOne: ToOne): ResourceIdentifier | null {
  const data = readDocument(body);
  const problems: ErrorObject[] = [];
  if (data !== null) {
    const expected = { types: referableTypes(toOne) ?? [], idType: idTypeOf(toOne) };
    problems.push(...identifierErrors(data, expected, '/data'));
  } else if (!toOne.nullable) {
    const detail = `${name} must not be null`;
    problems.push({ status: 422, code: 'validation_failed', detail, source: { pointer: '/data' } });
  }
  if (problems.length > 0) throw new JsonApiError(problems);
  if (data === null) return null;
  const { type, id } = data as ResourceIdentifier;
  return { type, id };
}

/**
 * Runs an update of a resource for a request to one of its relationships: errors that point to the
 * relationship in the resource point to `/data` instead.
 */
export async function withLinkagePointers<Result>(
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JsonApiError)) throw error;
    const place = pointerTo('/data/relationships', name);
    const errors = error.errors.map((each) => {
      const isLinkage = each.source && 'pointer' in each.source && each.source.pointer === place;
      return isLinkage ? { ...each, source: { pointer: '/data' } } : each;
    });
    throw new JsonApiError(errors, { headers: error.headers, cause: error });
  }
}
