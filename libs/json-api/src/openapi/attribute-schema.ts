import type { AttributeType } from '../definition/attribute-type.js';
import { findAttribute } from '../definition/fields.js';
import { type JsonSchema, orNull } from '../definition/json-schema.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** The JSON Schema of each format in `ATTRIBUTE_FORMATS`. */
const SCHEMAS: Record<AttributeType, JsonSchema> = {
  string: { type: 'string' },
  identifier: { type: 'string' },
  name: { type: 'string' },
  prose: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
  strings: { type: 'array', items: { type: 'string' } },
  object: { type: 'object' },
};

/** Examples of types whose values look alike in all resources. */
const EXAMPLES: Partial<Record<AttributeType, unknown>> = {
  boolean: true,
  date: '1990-05-17',
  'date-time': '2026-01-31T09:30:00.000Z',
};

/** `values` are all values of an enumeration. */
export function valueSchema(type: AttributeType, values?: readonly string[]): JsonSchema {
  return values ? { ...SCHEMAS[type], enum: values } : SCHEMAS[type];
}

const LINE = 'One line without control characters and without a blank at its ends';
const FORM = 'It is stored in Unicode NFC.';

/** Rules of a request that JSON Schema cannot express. */
const RULES: Partial<Record<AttributeType, string>> = {
  identifier: `${LINE}, and with no invisible character. ${FORM}`,
  name: `${LINE}; joiners and variation selectors only where the script has them. ${FORM}`,
  prose: `Text without control characters but tabs and line breaks. ${FORM}`,
};

/** Returns the schema of a value in a request. */
export function inputType(type: AttributeType): JsonSchema {
  const description = RULES[type];
  return description === undefined ? SCHEMAS[type] : { ...SCHEMAS[type], description };
}

/** Returns the schema of an attribute in an answer. */
export function attributeSchema(definition: ResourceDefinition, name: string): JsonSchema {
  const { type, nullable, description, values } = findAttribute(definition, name)!;
  const value = valueSchema(type, values);
  const schema = nullable ? orNull(value) : value;
  return {
    ...schema,
    ...(description !== undefined && { description }),
    ...examplesOf(definition, name),
  };
}

/** Returns the keyword `examples` of an attribute; no keyword when there is no example. */
export function examplesOf(definition: ResourceDefinition, name: string): JsonSchema {
  const { example = {} } = definition;
  if (Object.hasOwn(example, name)) return { examples: [example[name]] };
  const attribute = findAttribute(definition, name);
  const usual = attribute && EXAMPLES[attribute.type];
  return usual === undefined ? {} : { examples: [usual] };
}
