import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { findAttribute, type ResourceDefinition } from '../definition/resource-definition.js';
import { inputType } from './attribute-schema.js';
import { type JsonSchema, orNull, type Properties } from '../definition/json-schema.js';

type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/** The properties of an input class, as a request has them. */
interface InputSchema {
  properties: Properties;
  required: string[];
}

/** What class-validator has recorded of the class, in the words of JSON Schema. */
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
    // A rule may look at the other properties: required is what is so even with all of them.
    required: names.filter((name) => isValidated(name, undefined, rulesOf(name), others)),
  };
}

/** The definition comes before the class, as it does when a request is checked. */
function propertySchema(name: string, rules: Rule[], definition: ResourceDefinition): JsonSchema {
  const attribute = findAttribute(definition, name);
  const own = keywordsOf(rules.filter(({ each }) => !each));
  const ofMembers = keywordsOf(rules.filter(({ each }) => each));
  const type = attribute ? inputType(attribute.type) : { type: 'string' };
  const hasMembers = type.type === 'array' || Object.keys(ofMembers).length > 0;
  const schema = hasMembers
    ? { ...type, ...own, type: 'array', items: { type: 'string', ...ofMembers } }
    : { ...type, ...own };
  const isNullable = attribute ? attribute.nullable : !isValidated(name, null, rules);
  return isNullable ? orNull(schema) : schema;
}

function keywordsOf(rules: Rule[]): JsonSchema {
  return Object.assign({}, ...rules.map(keywords)) as JsonSchema;
}

/** What the rules of class-validator are in JSON Schema; a rule of our own says nothing there. */
function keywords({ name, constraints }: Rule): JsonSchema {
  // Without arguments there are none, whatever its type says.
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
};

/** JSON Schema knows no flags, and reads every pattern as if it had `u`. */
function patternOf({ source, flags }: RegExp): JsonSchema {
  return flags === '' || flags === 'u' ? { pattern: source } : {};
}

/** Whether the rules are applied to the value, so that undefined and null are refused. */
function isValidated(name: string, value: unknown, rules: Rule[], others: object = {}): boolean {
  return rules
    .filter(({ type }) => type === 'conditionalValidation')
    .every(({ constraints: [applies] }) =>
      (applies as (input: object, value: unknown) => boolean)({ ...others, [name]: value }, value),
    );
}
