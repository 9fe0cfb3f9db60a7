/** A schema of JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export type Properties = { readonly [name: string]: JsonSchema };

/** An object that has `required` of its properties at least; all of them unless it is said. */
export function objectSchema(
  properties: Properties,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', ...(required.length > 0 && { required }), properties };
}

export function arrayOf(items: JsonSchema, keywords: JsonSchema = {}): JsonSchema {
  return { type: 'array', items, ...keywords };
}

/** The schema that takes null besides. */
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

/** The member `jsonapi`, with what is applied to the document ("JSON:API Object"). */
export const JSON_API_OBJECT = objectSchema(
  { version: { const: '1.1' }, ext: URIS, profile: URIS },
  ['version'],
);
