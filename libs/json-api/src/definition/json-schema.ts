/** A schema of JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type Properties = { readonly [name: string]: JsonSchema };

/**
 * Returns the schema of an object; all properties are required unless `required` says otherwise.
 */
export function objectSchema(
  properties: Properties,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', ...(required.length > 0 && { required }), properties };
}

export function arrayOf(items: JsonSchema, keywords: JsonSchema = {}): JsonSchema {
  return { type: 'array', items, ...keywords };
}

/** Returns the schema that also allows null. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values, oneOf } = schema;
  if (typeof type !== 'string') {
    return { oneOf: [...((oneOf as JsonSchema[] | undefined) ?? [schema]), { type: 'null' }] };
  }
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
  };
}

const URIS = arrayOf({ type: 'string', format: 'uri' });

/** The member `jsonapi`, with the applied extensions and profiles ("JSON:API Object"). */
export const JSON_API_OBJECT = objectSchema(
  { version: { const: '1.1' }, ext: URIS, profile: URIS },
  ['version'],
);
