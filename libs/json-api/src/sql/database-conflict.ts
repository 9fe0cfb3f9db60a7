import { QueryFailedError } from 'typeorm';
import { JsonApiError } from '../json-api.error.js';
import type { ResourceDefinition } from '../resource-definition.js';

/** SQLSTATE, appendix A of PostgreSQL's manual. */
const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';

/** The violations that a request can cause; any other is our mistake. */
export function databaseConflict(
  error: unknown,
  { unique }: Pick<ResourceDefinition, 'unique'>,
): JsonApiError | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code, constraint = '' } = error.driverError as { code?: string; constraint?: string };
  if (code === FOREIGN_KEY_VIOLATION) {
    const detail = 'another resource refers to this one, or this one to another that is gone';
    return JsonApiError.conflict('reference_conflict', detail);
  }
  if (code !== UNIQUE_VIOLATION) return undefined;

  const attribute = unique?.[constraint];
  return attribute === undefined
    ? JsonApiError.conflict('already_exists', 'there is such a resource already')
    : JsonApiError.conflict('already_exists', `this ${attribute} is taken`, {
        pointer: `/data/attributes/${attribute}`,
      });
}
