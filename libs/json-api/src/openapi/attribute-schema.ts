import type { AttributeType } from '../attribute-type.js';
import type { Attribute } from '../resource-definition.js';
import { type JsonSchema, orNull } from './json-schema.js';

/** What `ATTRIBUTE_FORMATS` takes and gives, in the words of JSON Schema. */
const SCHEMAS: Record<AttributeType, JsonSchema> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
  strings: { type: 'array', items: { type: 'string' } },
  object: { type: 'object' },
};

export function typeSchema(type: AttributeType): JsonSchema {
  return SCHEMAS[type];
}

/** As it is in an answer. */
export function attributeSchema({ type, nullable }: Attribute): JsonSchema {
  return nullable ? orNull(SCHEMAS[type]) : SCHEMAS[type];
}
