import { type AttributeType, isString } from '../definition/attribute-type.js';
import { type FilterOperator, RELATIONSHIP_OPERATORS } from '../definition/filter-operator.js';
import { operatorsOf } from '../definition/attribute.js';
import { attributeAt, isRelated } from '../definition/attribute-path.js';
import { findToOne, relationshipNames } from '../definition/relationship.js';
import {
  fieldNames,
  filterNames,
  findAttribute,
  findFilter,
  searchableNames,
} from '../definition/fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** The left side of `filter[name][operator]`. `attribute` may be the path of a related one. */
export interface Criterion {
  attribute: string;
  type: AttributeType;

  /** All values of an enumeration. */
  enumeration?: readonly string[];

  operators: readonly FilterOperator[];

  /** The operator when the parameter has none. */
  fallback: FilterOperator;

  /** True when a value may contain a comma, which the client sends as `%2C`. */
  isText: boolean;
}

/** The name of the search, `filter[search]`. */
export const SEARCH = 'search';

/** Finds the left side of a filter. Ids are read as text: an impossible id matches nothing. */
export function findCriterion(definition: ResourceDefinition, name: string): Criterion | undefined {
  if (isRelated(name)) return findRelatedCriterion(definition, name);
  const attribute = findAttribute(definition, name);
  const operators = attribute ? operatorsOf(attribute) : [];
  if (attribute && operators.length > 0) {
    const fallback = operators.includes('eq') ? 'eq' : operators[0]!;
    const { type, values: enumeration } = attribute;
    const isText = isString(type) || type === 'strings';
    return { attribute: name, type, enumeration, operators, fallback, isText };
  }
  if (attribute && definition.scan?.filter.includes(name)) {
    const { type, values: enumeration } = attribute;
    return {
      attribute: name,
      type,
      enumeration,
      operators: ['eq'],
      fallback: 'eq',
      isText: isString(type),
    };
  }
  if (name === 'id' || findToOne(definition, name)?.filter) {
    const ids = name === 'id' ? RELATIONSHIP_OPERATORS.slice(0, 2) : RELATIONSHIP_OPERATORS;
    return { attribute: name, type: 'string', operators: ids, fallback: 'eq', isText: false };
  }
  const named = findFilter(definition, name);
  const compared = named && findAttribute(definition, named.attribute)!;
  if (!named || !compared || compared.writeOnly) return undefined;
  const { type } = compared;
  const isText = isString(type);
  return { attribute: named.attribute, type, operators: [], fallback: named.operator, isText };
}

/**
 * Allows only texts. Many related resources can share a value of another type, such as a boolean, or
 * be in one range, and the database would look up each of them.
 */
function findRelatedCriterion(definition: ResourceDefinition, path: string): Criterion | undefined {
  if (!relatedPaths(definition).includes(path)) return undefined;
  const { definition: related, attribute } = attributeAt(definition, path);
  const criterion = findCriterion(related, attribute);
  if (!criterion?.isText || criterion.enumeration || !related.entity) return undefined;
  const operators = criterion.operators.filter((operator) => operator !== 'exists');
  return { ...criterion, attribute: path, operators };
}

/** Returns the paths of the related attributes that the definition declares for filters. */
export function relatedPaths(definition: ResourceDefinition): string[] {
  return relationshipNames(definition).flatMap((name) => {
    const attributes = findToOne(definition, name)?.filterBy ?? [];
    return attributes.map((attribute) => `${name}.${attribute}`);
  });
}

/** Returns all names that `filter[…]` accepts, apart from the search. */
export function criterionNames(definition: ResourceDefinition): string[] {
  const names = [
    ...fieldNames(definition),
    ...relatedPaths(definition),
    ...filterNames(definition),
  ];
  return ['id', ...names].filter((name) => findCriterion(definition, name));
}

export function isSearchable(definition: ResourceDefinition): boolean {
  return searchableNames(definition).length > 0;
}
