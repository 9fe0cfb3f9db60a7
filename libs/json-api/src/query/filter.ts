import {
  ATTRIBUTE_FORMATS,
  type AttributeType,
  type AttributeValue,
} from '../definition/attribute-type.js';
import { type FilterOperator, isOrdered, takesList } from '../definition/filter-operator.js';
import {
  type Criterion,
  criterionNames,
  findCriterion,
  isSearchable,
  SEARCH,
} from './criterion.js';
import type { QueryParameters } from './query-parameters.js';
import { FINDABLE, isFindable, isFindableStart } from './trigram-search.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/**
 * One condition on resources; `attribute` may also be a to-one relationship, the path of an attribute
 * of a related resource, or `id`.
 */
export interface Filter {
  attribute: string;
  operator: FilterOperator;

  /** Any of these for `eq` and `has`, none of these for `neq`, true or false for `exists`, else one value. */
  values: readonly AttributeValue[];

  /** Ranges for `eq` and `neq`; both ends belong to the range, and null means no limit. */
  ranges: readonly Range[];
}

export interface Range {
  from: AttributeValue | null;
  to: AttributeValue | null;
}

const MAX_VALUES = 100;

const PARAMETER = /^filter\[([^[\]]*)\](?:\[([^[\]]*)\])?$/;

/**
 * Reads filters such as `filter[username]=ada,grace&filter[createdAt][gte]=2020-01-01T00:00:00Z`.
 * A resource must match all of them. `readSearch` reads `filter[search]`.
 */
export function readFilters(parameters: QueryParameters, definition: ResourceDefinition): Filter[] {
  return parameters.family('filter').flatMap((parameter) => {
    const [, name = '', operator] = PARAMETER.exec(parameter) ?? [];
    if (name === SEARCH && operator === undefined && isSearchable(definition)) return [];
    const criterion = findCriterion(definition, name);
    if (!criterion) {
      parameters.skip(parameter);
      parameters.rejectUnknown(parameter, filterParameters(definition));
      return [];
    }
    if (operator !== undefined && !isOneOf(criterion.operators, operator)) {
      parameters.skip(parameter);
      const allowed = criterion.operators.map((each) => `filter[${name}][${each}]`);
      parameters.rejectUnknown(parameter, allowed);
      return [];
    }
    return [readFilter(parameters, parameter, { ...criterion, operator })];
  });
}

function filterParameters(definition: ResourceDefinition): string[] {
  const search = isSearchable(definition) ? [SEARCH] : [];
  return [...criterionNames(definition), ...search].map((name) => `filter[${name}]`);
}

type ValueFormat = Pick<(typeof ATTRIBUTE_FORMATS)['string'], 'description' | 'read'>;

interface Named {
  /** The operator in the parameter. */
  operator?: FilterOperator;
}

function readFilter(
  parameters: QueryParameters,
  parameter: string,
  { attribute, type, enumeration, isText, fallback, operator = fallback }: Criterion & Named,
): Filter {
  const isList = takesList(operator);
  const format =
    enumeration && isList ? formatOfOneOf(enumeration) : ATTRIBUTE_FORMATS[typeOf(operator, type)];
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
      const cause = hasUnencodedPlus(text, { read: format.read, isList })
        ? '; send its + as %2B'
        : '';
      parameters.reject(
        parameter,
        `${subject} must be ${format.description}${alternative}${cause}`,
      );
      break;
    }
  }
  if ((operator === 'contains' || operator === 'ends-with') && !texts.every(isFindable)) {
    parameters.reject(parameter, `the value must have ${FINDABLE}`);
  }
  if (operator === 'starts-with' && !texts.every(isFindableStart)) {
    parameters.reject(
      parameter,
      'the value must have a letter, a digit or a character beyond ASCII',
    );
  }
  return { attribute, operator, values, ranges };
}

/** Returns the type of a value to compare with, such as that of one text for a list of texts. */
function typeOf(operator: FilterOperator, type: AttributeType): AttributeType {
  if (operator === 'exists') return 'boolean';
  return operator === 'has' ? 'string' : type;
}

function formatOfOneOf(values: readonly string[]): ValueFormat {
  return {
    description: `one of ${values.join(', ')}`,
    read: (text) => (values.includes(text) ? text : undefined),
  };
}

/** True for a value such as a time with an offset, in which a `+` was decoded as a blank. */
function hasUnencodedPlus(
  text: string,
  { read, isList }: { read: (text: string) => AttributeValue | undefined; isList: boolean },
): boolean {
  const sent = text.replaceAll(' ', '+');
  return (
    sent !== text && (read(sent) ?? (isList ? readRange(sent, read) : undefined)) !== undefined
  );
}

/** Reads `a..b`, `a..` or `..b`; returns undefined when the text is not a range. */
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

function isOneOf(
  operators: readonly FilterOperator[],
  operator: string,
): operator is FilterOperator {
  return (operators as readonly string[]).includes(operator);
}
