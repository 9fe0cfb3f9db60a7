import {
  relationshipNames,
  findRelationship,
  relatedResource,
} from '../definition/relationship.js';
import type { Relationship, ResourceDefinition } from '../definition/resource-definition.js';
import { attributeNames, findAttribute } from '../definition/fields.js';
import type { IdType } from '../definition/resource-id.js';
import { attributeSchema } from './attribute-schema.js';
import { componentName, type Components } from './components.js';
import {
  arrayOf,
  type JsonSchema,
  objectSchema,
  orNull,
  type Properties,
} from '../definition/json-schema.js';

export const LINK: JsonSchema = { type: 'string', format: 'uri-reference' };

const META: JsonSchema = { type: 'object' };

/** The `meta` of a resource: a cursor on a page by cursor, and the ETag with `withEtags`. */
const RESOURCE_META = objectSchema(
  { page: objectSchema({ cursor: { type: 'string' } }), etag: { type: 'string' } },
  [],
);

const RELATIONSHIP_LINKS = objectSchema({ self: LINK, related: LINK }, []);

/**
 * The resource object of an answer. `fields[…]` limits its members. A created resource has no
 * attributes for a caller that may not read it.
 */
export function resourceSchema(
  definition: ResourceDefinition,
  components: Components,
  { isCreated = false }: { isCreated?: boolean } = {},
): JsonSchema {
  const { type } = definition;
  const name = (isCreated ? 'Created' : '') + componentName(type);
  return components.schema(`${name}Resource`, () => {
    const relationships = relationshipProperties(definition, components);
    return objectSchema(
      {
        type: { const: type },
        id: idSchema(definition),
        attributes: {
          ...objectSchema(attributeProperties(definition)),
          description: `Without \`fields[${type}]\` in the query, all of them.`,
        },
        ...(relationships && { relationships: objectSchema(relationships, []) }),
        links: objectSchema({ self: LINK }),
        meta: RESOURCE_META,
      },
      ['type', 'id', ...(isCreated ? [] : ['attributes']), 'links'],
    );
  });
}

const ID_EXAMPLES: Record<IdType, string> = {
  bigint: '7',
  uuid: '5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa',
  text: 'x7Kq0vB3mZ',
};

function idSchema({ idType = 'bigint' }: ResourceDefinition): JsonSchema {
  return { type: 'string', examples: [ID_EXAMPLES[idType]] };
}

export function identifierSchema(type: string, components: Components): JsonSchema {
  return components.schema(`${componentName(type)}Identifier`, () =>
    objectSchema({ type: { const: type }, id: { type: 'string' }, meta: META }, ['type', 'id']),
  );
}

function attributeProperties(definition: ResourceDefinition): Properties {
  const names = attributeNames(definition).filter(
    (name) => !findAttribute(definition, name)!.writeOnly,
  );
  return Object.fromEntries(names.map((name) => [name, attributeSchema(definition, name)]));
}

function relationshipProperties(
  definition: ResourceDefinition,
  components: Components,
): Properties | undefined {
  const names = relationshipNames(definition);
  if (names.length === 0) return undefined;
  const schemaOf = (name: string) =>
    relationshipSchema(findRelationship(definition, name)!, components);
  return Object.fromEntries(names.map((name) => [name, schemaOf(name)]));
}

function relationshipSchema(relationship: Relationship, components: Components): JsonSchema {
  if ('related' in relationship) {
    return objectSchema({ links: objectSchema({ related: LINK }) });
  }
  const data = linkageSchema(relationship, components);
  return objectSchema({ data, links: RELATIONSHIP_LINKS }, []);
}

/** Returns the schema of a relationship's `data`, which an answer may omit. */
export function linkageSchema(
  relationship: Exclude<Relationship, { related: unknown }>,
  components: Components,
): JsonSchema {
  const identifiers = linkedTypes(relationship).map((type) => identifierSchema(type, components));
  const identifier = identifiers.length === 1 ? identifiers[0]! : { oneOf: identifiers };
  if (!('property' in relationship)) return arrayOf(identifier);
  return relationship.nullable ? orNull(identifier) : identifier;
}

/** Returns the types of the resources that a relationship may lead to. */
function linkedTypes(relationship: Exclude<Relationship, { related: unknown }>): readonly string[] {
  const related = relatedResource(relationship);
  if (related) return [related.type];
  if (!('property' in relationship)) return [];
  const { type, types } = relationship;
  return types ?? (typeof type === 'string' ? [type] : []);
}
