import { QueryFailedError } from 'typeorm';
import { JsonApiError } from '../json-api.error.js';
import { findRelationship, relatedResource, relationshipNames } from '../relationship.js';
import type { ResourceDefinition } from '../resource-definition.js';
import { addressOf, relationshipAddresses } from '../resource-rendering.js';

/** What the driver says of a violation. */
interface Violation {
  /** Of a foreign key: the table that refers, also where a row of the other was deleted. */
  table?: string;
  constraint?: string;
}

/** SQLSTATE, appendix A of PostgreSQL's manual. */
const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';

/** Of the violations that a request can cause; any other is our mistake. `deleted` is the id of the row. */
export function databaseConflict(
  error: unknown,
  definition: ResourceDefinition,
  deleted?: string,
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
    ? JsonApiError.conflict('already_exists', 'there is such a resource already')
    : JsonApiError.conflict('already_exists', `this ${attribute} is taken`, {
        pointer: `/data/attributes/${attribute}`,
      });
}

function refersToNothing({ constraint = '' }: Violation, { references }: ResourceDefinition) {
  const name = references?.[constraint];
  return name === undefined
    ? JsonApiError.conflict('reference_conflict', 'this resource refers to one that is gone')
    : JsonApiError.conflict('reference_conflict', `there is no such resource for ${name}`, {
        pointer: `/data/relationships/${name}`,
      });
}

/** Says which of its relationships has the others, and where they are to be found. */
function isReferredTo(violation: Violation, definition: ResourceDefinition, id: string) {
  const name = relationshipNames(definition).find((each) => holds(definition, each, violation));
  if (name === undefined) {
    return JsonApiError.conflict('reference_conflict', 'another resource refers to this one');
  }
  const { type } = relatedResource(findRelationship(definition, name)!)!;
  return new JsonApiError({
    status: 409,
    code: 'reference_conflict',
    detail: `resources of type ${type} refer to this one: its ${name} must be empty first`,
    links: { about: relationshipAddresses(addressOf(definition, id), name).related },
  });
}

/** Whether the relationship to many with this name is what the foreign key is there for. */
function holds(definition: ResourceDefinition, name: string, violation: Violation): boolean {
  const relationship = findRelationship(definition, name)!;
  if ('through' in relationship) return relationship.through.table === violation.table;
  if (!('inverse' in relationship)) return false;
  return relationship.resource().references?.[violation.constraint ?? ''] === relationship.inverse;
}
