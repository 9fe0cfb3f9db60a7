import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import type { Included } from './sql/included.js';
import { encodeQuery } from './pagination.js';
import { findRelationship, type Relationship, typeOf } from './relationship.js';
import { findAttribute, type ResourceDefinition } from './resource-definition.js';
import type { ResourceIdentifier } from './resource-identifier.js';
import { type Fieldsets, fieldsOf } from './sparse-fieldset.js';

/** jsonapi.org 1.1, "Resource Objects". */
export interface ResourceObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  relationships?: Record<string, RelationshipObject>;
  links: { self: string };
}

interface RelationshipObject {
  links?: { self?: string; related: string };
  data?: ResourceIdentifier | null | ResourceIdentifier[];
}

type Values = Readonly<Record<string, unknown>>;

interface Rendering {
  fields: Fieldsets;
  included: Included;
}

/** Picked by name: what the definition does not declare cannot get out. */
export function resourceObject(
  definition: ResourceDefinition,
  row: { readonly id: string },
  { fields, included }: Rendering,
): ResourceObject {
  const { type } = definition;
  const { id } = row;
  const self = addressOf(definition, id);
  const values = row as unknown as Values;
  const attributes: Record<string, unknown> = {};
  const relationships: Record<string, RelationshipObject> = {};
  const links = { self };
  let hasRelationships = false;
  for (const { name, render, relationship } of renderings(definition, fields)) {
    if (render) {
      const value = values[name] ?? null;
      attributes[name] = value === null ? null : render(value);
    } else {
      // What is undefined is not sent.
      relationships[name] = {
        links: linksOf(relationship, { self, name, values }),
        data: linkageOf(relationship, values, included.membersOf({ type, id }, name)),
      };
      hasRelationships = true;
    }
  }
  if (!hasRelationships) return { type, id, attributes, links };
  return { type, id, attributes, relationships, links };
}

/** How a field is told: an attribute by its type, or a relationship. */
type FieldRendering =
  | { name: string; render: (value: unknown) => unknown; relationship?: undefined }
  | { name: string; render?: undefined; relationship: Relationship };

const known = new WeakMap<readonly string[], readonly FieldRendering[]>();

/** Found once for each list of names: every row of a page asks for it. */
function renderings(definition: ResourceDefinition, fields: Fieldsets): readonly FieldRendering[] {
  const names = fieldsOf(fields, definition);
  const found = known.get(names);
  if (found) return found;
  const made = names.map((name) => renderingOf(definition, name));
  known.set(names, made);
  return made;
}

function renderingOf(definition: ResourceDefinition, name: string): FieldRendering {
  const relationship = findRelationship(definition, name);
  if (relationship) return { name, relationship };
  return { name, render: ATTRIBUTE_FORMATS[findAttribute(definition, name)!.type].render };
}

/** `/api/users/7` */
export function addressOf({ path }: ResourceDefinition, id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}

/** Of the relationship itself, and of what it leads to. */
export function relationshipAddresses(resource: string, name: string) {
  return { self: `${resource}/relationships/${name}`, related: `${resource}/${name}` };
}

interface Place {
  self: string;
  name: string;
  values: Values;
}

/** What has a definition has addresses of its own (see `Relationship`). */
function linksOf(
  relationship: Relationship,
  { self, name, values }: Place,
): RelationshipObject['links'] {
  if ('related' in relationship) {
    return { related: encodeQuery(relationship.related(values as never)) };
  }
  return relationship.resource ? relationshipAddresses(self, name) : undefined;
}

function linkageOf(
  relationship: Relationship,
  row: Values,
  members?: readonly string[],
): RelationshipObject['data'] {
  if ('property' in relationship) return identifierOf(relationship, row);
  if (!('resource' in relationship) || !members) return undefined;
  const { type } = relationship.resource();
  return members.map((id) => ({ type, id }));
}

/** What a relationship to one leads to. */
export function identifierOf(
  relationship: Extract<Relationship, { property: unknown }>,
  row: Values,
): ResourceIdentifier | null {
  const { type, property } = relationship;
  const id = row[property] ?? null;
  if (id === null) return null;
  const related = typeof type === 'function' ? type(row as never) : typeOf(relationship)!;
  return { type: related, id: id as string };
}
