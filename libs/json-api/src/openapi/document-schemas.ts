import type { ResourceDefinition } from '../resource-definition.js';
import { componentName, type Components } from './components.js';
import { arrayOf, type JsonSchema, objectSchema, orNull, type Properties } from './json-schema.js';
import { identifierSchema, resourceSchema } from './resource-schemas.js';

const LINK: JsonSchema = { type: 'string', format: 'uri-reference' };
const LINK_OR_NULL = orNull(LINK);
const VERSION = objectSchema({ version: { const: '1.1' } });

/** A document of one resource; `data` may be null where a relationship to one leads to nothing. */
export function resourceDocument(
  definition: ResourceDefinition,
  components: Components,
  { mayBeNull = false }: { mayBeNull?: boolean } = {},
): JsonSchema {
  const name = componentName(definition.type);
  return components.schema(`${name}${mayBeNull ? 'OrNull' : ''}Document`, () => {
    const data = resourceSchema(definition, components);
    return answerSchema(objectSchema({ self: LINK }), mayBeNull ? orNull(data) : data);
  });
}

/** A document of one page. */
export function collectionDocument(
  definition: ResourceDefinition,
  components: Components,
): JsonSchema {
  return components.schema(`${componentName(definition.type)}Collection`, () =>
    answerSchema(
      objectSchema({ self: LINK, first: LINK, prev: LINK_OR_NULL, next: LINK_OR_NULL }),
      arrayOf(resourceSchema(definition, components)),
    ),
  );
}

/** A document of a relationship to many. */
export function relationshipDocument(type: string, components: Components): JsonSchema {
  return components.schema(`${componentName(type)}Relationship`, () =>
    answerSchema(
      objectSchema({ self: LINK, related: LINK }),
      arrayOf(identifierSchema(type, components)),
    ),
  );
}

/** jsonapi.org 1.1, "Top Level". */
function answerSchema(links: JsonSchema, data: JsonSchema): JsonSchema {
  const members = { jsonapi: VERSION, links, data, meta: { type: 'object' } };
  return objectSchema(members, ['jsonapi', 'links', 'data']);
}

/** A document with no more than these members of `meta`. */
export function metaDocument(meta: Properties): JsonSchema {
  return objectSchema({ jsonapi: VERSION, meta: objectSchema(meta) });
}

/** The document with these members of `meta` besides. */
export function withMeta(document: JsonSchema, meta: Properties): JsonSchema {
  return { allOf: [document, objectSchema({ meta: objectSchema(meta) })] };
}
