import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import { quoted } from './json-text.js';
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
  data?: Linkage;
}

type Linkage = ResourceIdentifier | null | ResourceIdentifier[];

type Values = Readonly<Record<string, unknown>>;

interface Rendering {
  fields: Fieldsets;
  included: Included;
  meta?: object;
}

/**
 * A resource object as JSON. Picked by name: what the definition does not declare cannot get out.
 *
 * Text at once: with an object for each row, which JSON.stringify then reads, a page of 25 users
 * takes 62 µs in the place of 49, and leaves more to collect.
 */
export function writeResource(
  definition: ResourceDefinition,
  row: { readonly id: string },
  { fields, included, meta }: Rendering,
): string {
  const { id } = row;
  const values = row as unknown as Values;
  const place = { definition, id, self: addressOf(definition, id), values };
  const writing = writingOf(definition, fields);
  let text = `{"type":"${definition.type}","id":${quoted(id)},"attributes":{`;
  let separator = '';
  for (const { name, start, write } of writing.attributes) {
    const value = values[name] ?? null;
    text += `${separator}${start}${value === null ? 'null' : write(value)}`;
    separator = ',';
  }
  text += '}';
  if (writing.relationships.length > 0) {
    const members = writing.relationships.map((each) => writeRelationship(each, place, included));
    text += `,"relationships":{${members.join(',')}}`;
  }
  text += `,"links":{"self":"${place.self}"}`;
  return meta === undefined ? `${text}}` : `${text},"meta":${JSON.stringify(meta)}}`;
}

/** The same as an object, of which more is made: a Location, an answer that is stored. */
export function resourceObject(...what: Parameters<typeof writeResource>): ResourceObject {
  return JSON.parse(writeResource(...what)) as ResourceObject;
}

/** How the fields of one list of names are written. */
interface Writing {
  attributes: AttributeMember[];
  relationships: RelationshipMember[];
}

interface AttributeMember {
  name: string;

  /** The name as JSON, and the colon. */
  start: string;
  write: (value: unknown) => string;
}

interface RelationshipMember {
  name: string;
  start: string;
  relationship: Relationship;
}

const known = new WeakMap<readonly string[], Writing>();

/** Found once for each list of names: every row of a page asks for it. */
function writingOf(definition: ResourceDefinition, fields: Fieldsets): Writing {
  const names = fieldsOf(fields, definition);
  const found = known.get(names);
  if (found) return found;
  const writing: Writing = { attributes: [], relationships: [] };
  for (const name of names) {
    const start = `${JSON.stringify(name)}:`;
    const relationship = findRelationship(definition, name);
    if (relationship) writing.relationships.push({ name, start, relationship });
    else {
      const { write } = ATTRIBUTE_FORMATS[findAttribute(definition, name)!.type];
      writing.attributes.push({ name, start, write });
    }
  }
  known.set(names, writing);
  return writing;
}

/** The resource whose relationship it is. */
interface Place {
  definition: ResourceDefinition;
  id: string;
  self: string;
  values: Values;
}

function writeRelationship(
  { name, start, relationship }: RelationshipMember,
  place: Place,
  included: Included,
): string {
  const { type } = place.definition;
  const links = writeLinks(relationship, place, name);
  const members = included.membersOf({ type, id: place.id }, name);
  const linkage = linkageOf(relationship, place.values, members);
  if (linkage === undefined) return links === null ? `${start}{}` : `${start}{"links":${links}}`;
  const data = `"data":${JSON.stringify(linkage)}`;
  return links === null ? `${start}{${data}}` : `${start}{"links":${links},${data}}`;
}

/** What has a definition has addresses of its own (see `Relationship`). */
function writeLinks(
  relationship: Relationship,
  { self, values }: Place,
  name: string,
): string | null {
  if ('related' in relationship) {
    return `{"related":${quoted(encodeQuery(relationship.related(values as never)))}}`;
  }
  if (!relationship.resource) return null;
  const addresses = relationshipAddresses(self, name);
  return `{"self":"${addresses.self}","related":"${addresses.related}"}`;
}

/** `/api/users/7` */
export function addressOf({ path }: ResourceDefinition, id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}

/** Of the relationship itself, and of what it leads to. */
export function relationshipAddresses(resource: string, name: string) {
  return { self: `${resource}/relationships/${name}`, related: `${resource}/${name}` };
}

function linkageOf(
  relationship: Relationship,
  row: Values,
  members?: readonly string[],
): Linkage | undefined {
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
