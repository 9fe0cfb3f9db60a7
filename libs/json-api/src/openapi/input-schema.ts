import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import { examplesOf, inputType } from './attribute-schema.js';
import { type JsonSchema, orNull, type Properties } from '../definition/json-schema.js';

type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/** The properties of an input class, as they appear in a request. */
interface InputSchema {
  properties: Properties;
  required: string[];
}

/** Converts class-validator's records of the class to JSON Schema. */
export function inputSchema(attributesClass: Type, definition: ResourceDefinition): InputSchema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(
    attributesClass,
    '',
    false,
    false,
  );
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const rulesOf = (name: string) => rules.filter(({ propertyName }) => propertyName === name);
  const others = Object.fromEntries(names.map((name) => [name, true]));
  return {
    properties: Object.fromEntries(
      names.map((name) => [name, propertySchema(name, rulesOf(name), definition)]),
    ),
    // A rule may depend on other properties; a property is required only if it is with all of them.
    required: names.filter((name) => isValidated(name, undefined, rulesOf(name), others)),
  };
}

/** Applies the definition before the class, as the validation of a request does. */
function propertySchema(name: string, rules: Rule[], definition: ResourceDefinition): JsonSchema {
  const attribute = findAttribute(definition, name);
  const own = keywordsOf(rules.filter(({ each }) => !each));
  const ofMembers = keywordsOf(rules.filter(({ each }) => each));
  const type = attribute ? inputType(attribute.type) : { type: 'string' };
  const hasMembers = type.type === 'array' || Object.keys(ofMembers).length > 0;
  const schema: JsonSchema = {
    ...type,
    ...own,
    ...(hasMembers && { type: 'array', items: { type: 'string', ...ofMembers } }),
    ...examplesOf(definition, name),
  };
  const isNullable = attribute ? attribute.nullable : !isValidated(name, null, rules);
  return isNullable ? orNull(schema) : schema;
}

function keywordsOf(rules: Rule[]): JsonSchema {
  return Object.assign({}, ...rules.map(keywords)) as JsonSchema;
}

/** Maps rules of class-validator to JSON Schema; leaves out rules of our own. */
function keywords({ name, constraints }: Rule): JsonSchema {
  // Without arguments, constraints are undefined, although the type does not say so.
  const [first, second] = (constraints as unknown[] | undefined) ?? [];
  const known = KEYWORDS[name ?? ''];
  return known ? known(first, second) : {};
}

const KEYWORDS: Readonly<Record<string, (first: unknown, second: unknown) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isObject: () => ({ type: 'object' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  isIn: (values) => ({ enum: [...(values as unknown[])] }),
  isLength: (minLength, maxLength) => ({
    minLength,
    ...(maxLength !== undefined && { maxLength }),
  }),
  minLength: (minLength) => ({ minLength }),
  maxLength: (maxLength) => ({ maxLength }),
  matches: (expression) => patternOf(expression as RegExp),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  arrayMinSize: (minItems) => ({ minItems }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** Returns a pattern without flags: JSON Schema has none, and reads patterns as if with `u`. */
function patternOf({ source, flags }: RegExp): JsonSchema {
  return flags === '' || flags === 'u' ? { pattern: source } : {};
}

/** True when the rules apply to the value, so that undefined and null are rejected. */
function isValidated(name: string, value: unknown, rules: Rule[], others: object = {}): boolean {
  return rules
    .filter(({ type }) => type === 'conditionalValidation')
    .every(({ constraints: [applies] }) =>
      (applies as (input: object, value: unknown) => boolean)({ ...others, [name]: value }, value),
    );
}
