import { findRelationship } from '../definition/relationship.js';
import type { Relationship } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import { MAX_IDENTIFIERS } from '../request/resource-identifier.js';
import { componentName, type Components } from './components.js';
import { inputSchema } from './input-schema.js';
import {
  arrayOf,
  type JsonSchema,
  objectSchema,
  type Properties,
} from '../definition/json-schema.js';
import { operationsRequest } from './operations-documents.js';
import { identifierSchema, linkageSchema } from './resource-schemas.js';
import type { RouteDescription } from '../route-description.js';
import type { Route } from './routes.js';

/** Returns the schema of the document that a route accepts; undefined when it accepts none. */
export function requestDocument(
  {
    path,
    description: { attributes, identifiers, linkage, operations },
  }: Pick<Route, 'path' | 'description'>,
  components: Components,
): JsonSchema | undefined {
  if (attributes) {
    const { isNew, isAddressed: hasId } = attributes;
    const isAddressed = !isNew && (hasId || path.includes('{'));
    return resourceRequest({ ...attributes, isAddressed }, components);
  }
  if (operations) return operationsRequest(components);
  if (linkage) return objectSchema({ data: linkageSchema(linkage, components) });
  if (!identifiers) return undefined;
  return components.schema(`${componentName(identifiers.type)}Identifiers`, () => {
    const identifier = identifierSchema(identifiers.type, components);
    return objectSchema({ data: arrayOf(identifier, { maxItems: MAX_IDENTIFIERS }) });
  });
}

/** Returns the fields that the class allows to be set; some may be relationships. */
function resourceRequest(
  { definition, attributesClass, isAddressed }: NonNullable<RouteDescription['attributes']>,
  components: Components,
): JsonSchema {
  return components.schema(`${attributesClass.name}Document`, () => {
    const { properties, required } = inputSchema(attributesClass, definition);
    const isRefused = (name: string) => isAddressed && findAttribute(definition, name)?.createOnly;
    const isRelationship = (name: string) => findRelationship(definition, name) !== undefined;
    const names = Object.keys(properties).filter((name) => !isRefused(name));
    const attributes = closed(
      Object.fromEntries(
        names.filter((name) => !isRelationship(name)).map((name) => [name, properties[name]!]),
      ),
      required.filter((name) => names.includes(name) && !isRelationship(name)),
    );
    const linked = names.filter(isRelationship).map((name) => {
      const relationship = findRelationship(definition, name) as Linked;
      return [name, objectSchema({ data: linkageSchema(relationship, components) })] as const;
    });
    const relationships = closed(Object.fromEntries(linked), required.filter(isRelationship));
    const members = {
      type: { const: definition.type },
      ...(isAddressed && { id: { type: 'string' } }),
      attributes,
      ...(linked.length > 0 && { relationships }),
    };
    const needed = Object.keys(members).filter(
      (name) =>
        name === 'type' ||
        name === 'id' ||
        (name === 'attributes' && attributes.required !== undefined) ||
        (name === 'relationships' && relationships.required !== undefined),
    );
    return objectSchema({ data: objectSchema(members, needed) });
  });
}

type Linked = Exclude<Relationship, { related: unknown }>;

/** Returns a schema that rejects unknown members. */
function closed(properties: Properties, required: readonly string[]): JsonSchema {
  return { ...objectSchema(properties, required), additionalProperties: false };
}
