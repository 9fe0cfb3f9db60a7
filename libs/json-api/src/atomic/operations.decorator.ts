import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { describing } from '../route-description.js';
import { QueryParameters } from '../query/query-parameters.js';
import { QueryString } from '../query/query-string.js';
import { exchangeParameter } from '../query/request-parameter.js';
import { malformed } from '../request/resource-object.js';
import { isJsonObject } from '../definition/json-object.js';
import { type Operation, operationErrors } from './operation.js';

/** The default limit: all operations share one transaction, which holds row locks. */
const MAX_OPERATIONS = 100;

/** Members of other documents: next to operations they make the request ambiguous. */
const EXCLUDED = ['data', 'included', 'errors', 'atomic:results'];

/**
 * `@Operations() operations: Operation[]`: the operations of the request document,
 * each of them well-formed. Query parameters are rejected.
 */
export const Operations = (): ParameterDecorator =>
  describing(
    { operations: true },
    exchangeParameter(({ request: { body, url } }, { maxOperations = MAX_OPERATIONS }) => {
      new QueryParameters(QueryString.of(url)).finish([]);
      return readOperations(body, maxOperations);
    }),
  );

/** @throws JsonApiError 400 with the errors of all operations ("Document Structure") */
export function readOperations(body: unknown, max: number): Operation[] {
  const document = isJsonObject(body) ? body : {};
  const operations = document['atomic:operations'];
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > max) {
    const detail = `atomic:operations must be an array of 1 to ${max} operations`;
    const pointer = operations === undefined ? '' : '/atomic:operations';
    throw new JsonApiError(malformed(detail, pointer));
  }
  const errors: ErrorObject[] = EXCLUDED.filter((name) => Object.hasOwn(document, name)).map(
    (name) => malformed(`${name} must not be beside atomic:operations`, `/${name}`),
  );
  const found = operations.map((operation) => operationErrors(operation));
  for (const [index, each] of found.entries()) {
    if (each.length > 0) errors.push(...new JsonApiError(each).at(pointerOf(index)).errors);
  }
  if (errors.length > 0) throw new JsonApiError(errors);
  return operations as Operation[];
}

export function pointerOf(index: number): string {
  return `/atomic:operations/${index}`;
}
