import { Query } from '@nestjs/common';
import { QueryParameters } from './query-parameters.js';
import { fieldNames } from './relationship.js';
import type { ResourceDefinition } from './resource-definition.js';

/** The attributes and relationships that the client wants ("Sparse Fieldsets"); undefined for all of them. */
export type SparseFieldset = readonly string[] | undefined;

/**
 * `@SparseFieldset(userResource) fields: SparseFieldset`, for a route that
 * answers one resource: it refuses every other query parameter.
 */
export const SparseFieldset = (definition: ResourceDefinition): ParameterDecorator =>
  Query({
    transform(query: Record<string, unknown>): SparseFieldset {
      const parameters = new QueryParameters(query);
      const fields = readFields(parameters, definition);
      parameters.finish([fieldsParameter(definition)]);
      return fields;
    },
  });

/** An empty value asks for no field at all. */
export function readFields(
  parameters: QueryParameters,
  definition: ResourceDefinition,
): SparseFieldset {
  const parameter = fieldsParameter(definition);
  if (parameters.values.get(parameter) === '') {
    parameters.read(parameter);
    return [];
  }
  const names = fieldNames(definition);
  const fields = parameters.readList(parameter, names.length);
  for (const name of fields ?? []) {
    if (name !== '' && !names.includes(name)) {
      parameters.refuse(parameter, `there is no field ${name}; there is ${names.join(', ')}`);
    }
  }
  return fields;
}

export function fieldsParameter({ type }: ResourceDefinition): string {
  return `fields[${type}]`;
}
