import { includableNames } from '../query/include.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { definitionsAround } from '../query/sparse-fieldset.js';
import { componentName, type Components } from './components.js';
import {
  arrayOf,
  JSON_API_OBJECT,
  type JsonSchema,
  objectSchema,
  orNull,
  type Properties,
} from '../definition/json-schema.js';
import { identifierSchema, LINK, resourceSchema } from './resource-schemas.js';

const LINK_OR_NULL = orNull(LINK);

/** Under a profile the link says which media type to request the document with ("Top Level"). */
const SELF: JsonSchema = {
  anyOf: [LINK, objectSchema({ href: LINK, type: { type: 'string' } })],
};

/** The links of a page; `last` requires the total. */
const PAGE_LINKS = { first: LINK, prev: LINK_OR_NULL, next: LINK_OR_NULL, last: LINK };
const ALWAYS_ON_A_PAGE = ['first', 'prev', 'next'];

/** `total` is there on request; `rangeTruncated` is of the profile "Cursor Pagination". */
const PAGE_META = objectSchema(
  {
    page: objectSchema(
      {
        total: {
          type: 'integer',
          description: 'Resources on all pages, with `page[total]=true`.',
          examples: [1],
        },
        rangeTruncated: { type: 'boolean', description: 'True when the range has more resources.' },
      },
      [],
    ),
  },
  [],
);

/** Variants of a document of one resource. */
interface Kind {
  /** True when `data` may be null, for an empty to-one relationship. */
  mayBeNull?: boolean;

  /** True for the answer to a creation, see `resourceSchema`. */
  isCreated?: boolean;
}

/** Returns the schema of a document of one resource. */
export function resourceDocument(
  definition: ResourceDefinition,
  components: Components,
  { mayBeNull = false, isCreated = false }: Kind = {},
): JsonSchema {
  const name = (isCreated ? 'Created' : '') + componentName(definition.type);
  return components.schema(`${name}${mayBeNull ? 'OrNull' : ''}Document`, () => {
    const data = resourceSchema(definition, components, { isCreated });
    return answerSchema({
      links: objectSchema({ self: LINK }),
      data: mayBeNull ? orNull(data) : data,
      ...includedResources(definition, components),
    });
  });
}

/** Returns the schema of a document of one page. */
export function collectionDocument(
  definition: ResourceDefinition,
  components: Components,
): JsonSchema {
  return components.schema(`${componentName(definition.type)}Collection`, () =>
    answerSchema({
      links: objectSchema({ self: SELF, ...PAGE_LINKS }, ['self', ...ALWAYS_ON_A_PAGE]),
      data: arrayOf(resourceSchema(definition, components)),
      ...includedResources(definition, components),
      meta: PAGE_META,
    }),
  );
}

/** Returns the schema of a document of one page of a to-many relationship. */
export function relationshipToMany(type: string, components: Components): JsonSchema {
  return components.schema(`${componentName(type)}Relationship`, () => {
    const links = { self: SELF, related: LINK, ...PAGE_LINKS };
    return answerSchema({
      links: objectSchema(links, ['self', 'related', ...ALWAYS_ON_A_PAGE]),
      data: arrayOf(identifierSchema(type, components)),
      meta: PAGE_META,
    });
  });
}

/** Returns the schema of a document of a to-one relationship. */
export function relationshipToOne(linkage: JsonSchema): JsonSchema {
  return answerSchema({ links: objectSchema({ self: LINK, related: LINK }), data: linkage });
}

interface AnswerMembers {
  links: JsonSchema;
  data: JsonSchema;
  included?: JsonSchema;
  meta?: JsonSchema;
}

/** jsonapi.org 1.1, "Top Level". */
function answerSchema({ meta = { type: 'object' }, ...members }: AnswerMembers): JsonSchema {
  return objectSchema({ jsonapi: JSON_API_OBJECT, ...members, meta }, ['jsonapi', 'links', 'data']);
}

/** Returns the schema of `included`; an empty list for a type without relationships. */
function includedResources(definition: ResourceDefinition, components: Components) {
  if (includableNames(definition).length === 0) return { included: { type: 'array', maxItems: 0 } };
  const around = [...definitionsAround(definition).values()];
  const resources = around.map((each) => resourceSchema(each, components));
  return { included: arrayOf(resources.length > 1 ? { oneOf: resources } : resources[0]!) };
}

/** Returns the schema of a document with only these members of `meta`. */
export function metaDocument(meta: Properties): JsonSchema {
  return objectSchema({ jsonapi: JSON_API_OBJECT, meta: objectSchema(meta) });
}

/** Returns the schema of the document with these additional members of `meta`. */
export function withMeta(document: JsonSchema, meta: Properties): JsonSchema {
  return { allOf: [document, objectSchema({ meta: objectSchema(meta) })] };
}
