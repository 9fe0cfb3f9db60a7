import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import type { QueryParameters } from './query-parameters.js';
import { fieldNames, findToOne } from './relationship.js';
import { findAttribute, type ResourceDefinition } from './resource-definition.js';

/** Keeps the resources whose attribute or relationship or `id` has one of the values. */
export interface Filter {
  attribute: string;
  values: readonly (string | number | boolean | Date)[];
}

const MOST_VALUES = 100;

/** `filter[username]=ada,grace&filter[enabled]=true`: any of the values, and all of the filters. */
export function readFilters(parameters: QueryParameters, definition: ResourceDefinition): Filter[] {
  const filterable = [
    'id',
    ...fieldNames(definition).filter(
      (name) => (findAttribute(definition, name) ?? findToOne(definition, name))?.filter,
    ),
  ];
  return parameters.family('filter').map((attribute) => {
    const parameter = `filter[${attribute}]`;
    const texts = parameters.readList(parameter, MOST_VALUES) ?? [];
    if (!filterable.includes(attribute)) {
      parameters.refuseUnknown(
        parameter,
        filterable.map((name) => `filter[${name}]`),
      );
      return { attribute, values: [] };
    }
    // An id that cannot exist matches nothing, as it is not found in a URL.
    const { description, read } =
      ATTRIBUTE_FORMATS[findAttribute(definition, attribute)?.type ?? 'string'];
    const values = texts.filter((text) => text !== '').map(read);
    if (values.includes(undefined))
      parameters.refuse(parameter, `each value must be ${description}`);
    return { attribute, values: values.filter((value) => value !== undefined) };
  });
}
