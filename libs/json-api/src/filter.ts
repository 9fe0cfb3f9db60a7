import { ATTRIBUTE_FORMATS, type AttributeType } from './attribute-type.js';
import type { QueryParameters } from './query-parameters.js';
import { fieldNames, findToOne } from './relationship.js';
import {
  filterNames,
  findAttribute,
  findFilter,
  type ResourceDefinition,
} from './resource-definition.js';

/** Keeps the resources whose attribute or relationship or `id` has one of the values. */
export interface Filter {
  attribute: string;
  values: readonly (string | number | boolean | Date)[];

  /** `before` keeps those whose attribute is less than the only value. */
  operator?: 'lt';
}

/** What a parameter `filter[name]` compares. */
interface Criterion {
  attribute: string;
  type: AttributeType;
  operator?: 'lt';
}

const MOST_VALUES = 100;

/** `filter[username]=ada,grace&filter[enabled]=true`: any of the values, and all of the filters. */
export function readFilters(parameters: QueryParameters, definition: ResourceDefinition): Filter[] {
  return parameters.family('filter').flatMap((name) => {
    const criterion = findCriterion(definition, name);
    if (criterion) return [readFilter(parameters, `filter[${name}]`, criterion)];
    const allowed = criterionNames(definition).map((known) => `filter[${known}]`);
    parameters.readList(`filter[${name}]`, MOST_VALUES);
    parameters.refuseUnknown(`filter[${name}]`, allowed);
    return [];
  });
}

function readFilter(
  parameters: QueryParameters,
  parameter: string,
  { attribute, type, operator }: Criterion,
): Filter {
  const { description, read } = ATTRIBUTE_FORMATS[type];
  const texts = operator
    ? [parameters.read(parameter) ?? '']
    : (parameters.readList(parameter, MOST_VALUES) ?? []).filter((text) => text !== '');
  const values = texts.map(read);
  if (values.includes(undefined)) {
    parameters.refuse(parameter, `${operator ? 'the' : 'each'} value must be ${description}`);
  }
  return { attribute, operator, values: values.filter((value) => value !== undefined) };
}

/** An id is read as a text: one that cannot exist matches nothing, as it is not found in a URL. */
function findCriterion(definition: ResourceDefinition, name: string): Criterion | undefined {
  const attribute = findAttribute(definition, name);
  if (attribute?.filter) return { attribute: name, type: attribute.type };
  if (name === 'id' || findToOne(definition, name)?.filter) {
    return { attribute: name, type: 'string' };
  }
  const named = findFilter(definition, name);
  return named && { ...named, type: findAttribute(definition, named.attribute)!.type };
}

function criterionNames(definition: ResourceDefinition): string[] {
  const names = ['id', ...fieldNames(definition), ...filterNames(definition)];
  return names.filter((name) => findCriterion(definition, name));
}
