import {
  ATTRIBUTE_FORMATS,
  type AttributeType,
  type AttributeValue,
  isString,
} from '../definition/attribute-type.js';
import {
  type FilterOperator,
  isOrdered,
  operatorsOf,
  RELATIONSHIP_OPERATORS,
} from '../definition/filter-operator.js';
import type { QueryParameters } from './query-parameters.js';
import { FINDABLE, isFindable, isFindableStart } from './trigram-search.js';
import { fieldNames, findToOne } from '../definition/relationship.js';
import {
  filterNames,
  findAttribute,
  findFilter,
  type ResourceDefinition,
  searchableNames,
} from '../definition/resource-definition.js';

/** Keeps the resources of which this is true; `attribute` may be a to-one relationship or `id`. */
export interface Filter {
  attribute: string;
  operator: FilterOperator;

  /** Any of them for `eq`, none of them for `neq`, one for the rest; true or false for `exists`. */
  values: readonly AttributeValue[];

  /** With `eq` and `neq`: as if all values between the two were named, they included; null is no limit. */
  ranges: readonly Range[];
}

export interface Range {
  from: AttributeValue | null;
  to: AttributeValue | null;
}

/** What a parameter `filter[name][operator]` compares. */
interface Criterion {
  attribute: string;
  type: AttributeType;
  operators: readonly FilterOperator[];

  /** Without an operator in the parameter. */
  otherwise: FilterOperator;

  /** True when a value may have a comma in it, which is then `%2C` in the query. */
  isText: boolean;
}

const MAX_VALUES = 100;

const PARAMETER = /^filter\[([^[\]]*)\](?:\[([^[\]]*)\])?$/;

const SEARCH = 'search';

/**
 * `filter[username]=ada,grace&filter[createdAt][gte]=2020-01-01T00:00:00Z`: all of the
 * filters. `filter[search]` is not one of these, see `readSearch`.
 */
export function readFilters(parameters: QueryParameters, definition: ResourceDefinition): Filter[] {
  return parameters.family('filter').flatMap((parameter) => {
    const [, name = '', operator] = PARAMETER.exec(parameter) ?? [];
    if (name === SEARCH && operator === undefined && isSearchable(definition)) return [];
    const criterion = findCriterion(definition, name);
    if (!criterion) {
      parameters.skip(parameter);
      parameters.refuseUnknown(parameter, criterionNames(definition));
      return [];
    }
    if (operator !== undefined && !isOneOf(criterion.operators, operator)) {
      parameters.skip(parameter);
      const allowed = criterion.operators.map((known) => `filter[${name}][${known}]`);
      parameters.refuseUnknown(parameter, allowed);
      return [];
    }
    return [readFilter(parameters, parameter, { ...criterion, operator })];
  });
}

function isSearchable(definition: ResourceDefinition): boolean {
  return searchableNames(definition).length > 0;
}

interface Named {
  /** The operator in the parameter. */
  operator?: FilterOperator;
}

function readFilter(
  parameters: QueryParameters,
  parameter: string,
  { attribute, type, isText, otherwise, operator = otherwise }: Criterion & Named,
): Filter {
  const format = ATTRIBUTE_FORMATS[operator === 'exists' ? 'boolean' : type];
  const isList = operator === 'eq' || operator === 'neq';
  const read = isText ? 'readValues' : 'readList';
  const texts = isList
    ? (parameters[read](parameter, MAX_VALUES) ?? []).filter((text) => text !== '')
    : [parameters.read(parameter) ?? ''];
  const ranges: Range[] = [];
  const values: AttributeValue[] = [];
  for (const text of texts) {
    const range = isList && isOrdered(type) ? readRange(text, format.read) : undefined;
    const value = range ? undefined : format.read(text);
    if (range) ranges.push(range);
    else if (value !== undefined) values.push(value);
    else {
      const subject = isList ? 'each value' : 'the value';
      const alternative = isList && isOrdered(type) ? ', or a range of two such as a..b' : '';
      const cause = hasLostPlus(text, { read: format.read, isList }) ? '; send its + as %2B' : '';
      parameters.refuse(
        parameter,
        `${subject} must be ${format.description}${alternative}${cause}`,
      );
      break;
    }
  }
  if ((operator === 'contains' || operator === 'ends-with') && !texts.every(isFindable)) {
    parameters.refuse(parameter, `the value must have ${FINDABLE}`);
  }
  if (operator === 'starts-with' && !texts.every(isFindableStart)) {
    parameters.refuse(
      parameter,
      'the value must have a letter, a digit or a character beyond ASCII',
    );
  }
  return { attribute, operator, values, ranges };
}

/** True for a value such as a time with an offset, whose `+` was a blank in the query. */
function hasLostPlus(
  text: string,
  { read, isList }: { read: (text: string) => AttributeValue | undefined; isList: boolean },
): boolean {
  const sent = text.replaceAll(' ', '+');
  return (
    sent !== text && (read(sent) ?? (isList ? readRange(sent, read) : undefined)) !== undefined
  );
}

/** `a..b`, `a..` and `..b`; undefined when it is none. */
function readRange(
  text: string,
  read: (text: string) => AttributeValue | undefined,
): Range | undefined {
  const [from = '', to, ...rest] = text.split('..');
  if (to === undefined || rest.length > 0 || from + to === '') return undefined;
  const range = {
    from: from === '' ? null : read(from),
    to: to === '' ? null : read(to),
  };
  if (range.from === undefined || range.to === undefined) return undefined;
  return { from: range.from, to: range.to };
}

/** An id is read as a text: one that cannot exist matches nothing, as it is not found in a URL. */
export function findCriterion(definition: ResourceDefinition, name: string): Criterion | undefined {
  const attribute = findAttribute(definition, name);
  const operators = attribute ? operatorsOf(attribute) : [];
  if (attribute && operators.length > 0) {
    const otherwise = operators.includes('eq') ? 'eq' : operators[0]!;
    const { type } = attribute;
    return { attribute: name, type, operators, otherwise, isText: isString(type) };
  }
  if (name === 'id' || findToOne(definition, name)?.filter) {
    const ids = name === 'id' ? RELATIONSHIP_OPERATORS.slice(0, 2) : RELATIONSHIP_OPERATORS;
    return { attribute: name, type: 'string', operators: ids, otherwise: 'eq', isText: false };
  }
  const named = findFilter(definition, name);
  const compared = named && findAttribute(definition, named.attribute)!;
  if (!named || !compared || compared.writeOnly) return undefined;
  const { type } = compared;
  const isText = isString(type);
  return { attribute: named.attribute, type, operators: [], otherwise: named.operator, isText };
}

function criterionNames(definition: ResourceDefinition): string[] {
  const names = ['id', ...fieldNames(definition), ...filterNames(definition)];
  const known = names.filter((name) => findCriterion(definition, name));
  return [...known, ...(isSearchable(definition) ? [SEARCH] : [])].map((name) => `filter[${name}]`);
}

function isOneOf(
  operators: readonly FilterOperator[],
  operator: string,
): operator is FilterOperator {
  return (operators as readonly string[]).includes(operator);
}
