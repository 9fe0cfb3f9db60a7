import { readActor } from '#audit';
import { JsonApiError } from '#json-api';

interface Filters {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

/**
 * Returns the filters with `filter[actor]=client:<id>` as two: for the type and for the name. Names
 * without a type are unchanged.
 *
 * @throws JsonApiError 400 `invalid_parameter` for actors of several types, which one page cannot find
 * by their index
 */
export function withActorTypes<Filter extends Filters>(filters: readonly Filter[]): Filter[] {
  return filters.flatMap((filter) => {
    if (filter.attribute !== 'actor' || !['eq', 'neq'].includes(filter.operator)) return [filter];
    const actors = filter.values.map((value) => readActor(String(value)));
    const types = new Set(actors.map(({ type }) => type));
    if (!actors.some(({ type }) => type)) return [filter];
    const [type] = types;
    if (types.size > 1 || filter.operator === 'neq') throw mixedTypes();
    return [
      { ...filter, values: actors.map(({ name }) => name) },
      { ...filter, attribute: 'actorType', values: [type] },
    ];
  });
}

function mixedTypes(): JsonApiError {
  const detail = 'filter[actor] must name actors of one type, such as client:<id>,client:<id>';
  const source = { parameter: 'filter[actor]' };
  return new JsonApiError({ status: 400, code: 'invalid_parameter', detail, source });
}
