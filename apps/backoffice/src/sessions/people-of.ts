import { isRowId } from '#database';
import { JsonApiError, type ResourceQuery } from '#json-api';

/**
 * Returns the ids of filter[person], which a list of computed rows about people needs. An id that
 * nobody can have finds nothing.
 *
 * @throws JsonApiError 400 `filter_required`
 */
export function peopleOf({ filters }: ResourceQuery, noun: string): string[] {
  const filter = filters.find(
    ({ attribute, operator }) => attribute === 'person' && operator === 'eq',
  );
  if (filter) return filter.values.map(String).filter(isRowId);
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: `filter[person] is required: the list has the ${noun} of these people`,
    source: { parameter: 'filter' },
  });
}
