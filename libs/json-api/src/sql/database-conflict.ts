import { QueryFailedError } from 'typeorm';
import { JsonApiError } from '../errors/json-api.error.js';
import {
  findRelationship,
  relatedResource,
  relationshipNames,
} from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { addressOf, relationshipAddresses } from '../response/resource-rendering.js';

/** The driver's description of a violated constraint. */
interface Violation {
  /** For a foreign key: the referring table, even when a row of the other table was deleted. */
  table?: string;
  constraint?: string;
}

/** SQLSTATE, appendix A of PostgreSQL's manual. */
const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';

/**
 * Returns the error for a constraint violation that a request can cause; undefined for other
 * errors, which are bugs. `deleted` are the ids of the rows to be deleted.
 */
export function databaseConflict(
  error: unknown,
  definition: ResourceDefinition,
  deleted?: readonly string[],
): JsonApiError | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const violation = error.driverError as Violation & { code?: string };
  if (violation.code === UNIQUE_VIOLATION) return alreadyExists(violation, definition);
  if (violation.code !== FOREIGN_KEY_VIOLATION) return undefined;
  return deleted === undefined
    ? refersToNothing(violation, definition)
    : isReferredTo(violation, definition, deleted);
}

function alreadyExists({ constraint = '' }: Violation, { unique }: ResourceDefinition) {
  const attribute = unique?.[constraint];
  return attribute === undefined
    ? JsonApiError.conflict('already_exists', 'a resource with these values already exists')
    : JsonApiError.conflict('already_exists', `this ${attribute} is taken`, {
        pointer: `/data/attributes/${attribute}`,
      });
}

function refersToNothing({ constraint = '' }: Violation, { references }: ResourceDefinition) {
  const name = references?.[constraint];
  return name === undefined
    ? JsonApiError.relatedNotFound('this resource refers to a resource that does not exist')
    : JsonApiError.relatedNotFound(
        `the resource for ${name} does not exist`,
        `/data/relationships/${name}`,
      );
}

/** Names the relationship with the referring resources, and links to it for a single resource. */
function isReferredTo(
  violation: Violation,
  definition: ResourceDefinition,
  ids: readonly string[],
) {
  const name = relationshipNames(definition).find((each) => holds(definition, each, violation));
  const [id] = ids;
  const isSingle = ids.length === 1 && id !== undefined;
  const these = isSingle ? 'this one' : 'one of these';
  if (name === undefined) {
    return JsonApiError.conflict('reference_conflict', `another resource refers to ${these}`);
  }
  const { type } = relatedResource(findRelationship(definition, name)!)!;
  return new JsonApiError({
    status: 409,
    code: 'reference_conflict',
    detail: `resources of type ${type} refer to ${these}: its ${name} must be empty first`,
    ...(isSingle && {
      links: { about: relationshipAddresses(addressOf(definition, id), name).related },
    }),
  });
}

/** True when the to-many relationship with this name is based on the foreign key. */
function holds(definition: ResourceDefinition, name: string, violation: Violation): boolean {
  const relationship = findRelationship(definition, name)!;
  if ('through' in relationship) return relationship.through.table === violation.table;
  if (!('inverse' in relationship)) return false;
  return relationship.resource().references?.[violation.constraint ?? ''] === relationship.inverse;
}
