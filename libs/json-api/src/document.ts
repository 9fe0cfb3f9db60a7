import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import {
  encodeQuery,
  type Page,
  paginationLinks,
  type PaginationLinks,
  withQuery,
} from './pagination.js';
import { fieldNames, findRelationship, type Relationship, typeOf } from './relationship.js';
import { findAttribute, type ResourceDefinition } from './resource-definition.js';
import type { ResourceIdentifier } from './resource-identifier.js';
import type { ResourceQuery } from './resource-query.js';
import { fieldsParameter, type SparseFieldset } from './sparse-fieldset.js';

interface ResourceObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  relationships?: Record<string, RelationshipObject>;
  links: { self: string };
}

type RelationshipObject = { data: ResourceIdentifier | null } | { links: { related: string } };

/** jsonapi.org 1.1, "Top Level". */
interface Document<Data, Links> {
  jsonapi: { version: '1.1' };
  links: Links;
  data: Data;
  meta?: Meta;
}

/** Whatever the definition's attributes can be read from: a row of the repository, an entity. */
type Row = { readonly id: string };

type Meta = Readonly<Record<string, unknown>>;

type Values = Readonly<Record<string, unknown>>;

/** The document of one resource; with `fields`, of those only; `meta` is of the document. */
export function document(
  definition: ResourceDefinition,
  row: Row,
  fields?: SparseFieldset,
  { meta }: { meta?: Meta } = {},
): Document<ResourceObject, { self: string }> {
  const data = resourceObject(definition, row, fields);
  const query = new URLSearchParams(fields && { [fieldsParameter(definition)]: fields.join(',') });
  const links = { self: withQuery(data.links.self, query) };
  return { jsonapi: { version: '1.1' }, links, data, ...(meta && { meta }) };
}

/** The document of one page of a collection. */
export function collection(
  definition: ResourceDefinition,
  { rows, hasNext }: Page<Row>,
  query: ResourceQuery,
): Document<ResourceObject[], PaginationLinks> {
  return {
    jsonapi: { version: '1.1' },
    links: paginationLinks(definition, query, hasNext),
    data: rows.map((row) => resourceObject(definition, row, query.fields)),
  };
}

/** A document without a resource: an answer to what is still to be done (jsonapi.org 1.1, "Top Level"). */
export function metaDocument(meta: Meta): { jsonapi: { version: '1.1' }; meta: Meta } {
  return { jsonapi: { version: '1.1' }, meta };
}

interface RelationshipLinks {
  /** Of the relationship itself: `/api/users/7/relationships/roles`. */
  self: string;

  /** Of the related resources. */
  related: string;
}

/** The document of a relationship to many (jsonapi.org 1.1, "Fetching Relationships"). */
export function relationshipDocument(
  { self, related }: RelationshipLinks,
  type: string,
  ids: readonly string[],
): Document<ResourceIdentifier[], RelationshipLinks> {
  return {
    jsonapi: { version: '1.1' },
    links: { self: encodeQuery(self), related: encodeQuery(related) },
    data: ids.map((id) => ({ type, id })),
  };
}

/** Picked by name: what the definition does not declare cannot get out. */
function resourceObject(
  definition: ResourceDefinition,
  row: Row,
  fields: SparseFieldset = fieldNames(definition),
): ResourceObject {
  const values = row as unknown as Values;
  const attributes: Record<string, unknown> = {};
  const relationships: Record<string, RelationshipObject> = {};
  for (const name of fields) {
    const relationship = findRelationship(definition, name);
    if (relationship) relationships[name] = relationshipObject(relationship, values);
    else attributes[name] = attributeValue(definition, name, values);
  }
  const { type, path } = definition;
  const { id } = row;
  return {
    type,
    id,
    attributes,
    ...(Object.keys(relationships).length > 0 && { relationships }),
    links: { self: `${path}/${encodeURIComponent(id)}` },
  };
}

function attributeValue(definition: ResourceDefinition, name: string, row: Values): unknown {
  const { type } = findAttribute(definition, name)!;
  const value = row[name] ?? null;
  return value === null ? null : ATTRIBUTE_FORMATS[type].render(value);
}

function relationshipObject(relationship: Relationship, row: Values): RelationshipObject {
  if ('related' in relationship) {
    return { links: { related: encodeQuery(relationship.related(row as never)) } };
  }
  if (!('property' in relationship)) throw new Error('not yet');
  const { type, property } = relationship;
  const id = row[property] ?? null;
  if (id === null) return { data: null };
  const related = typeof type === 'function' ? type(row as never) : typeOf(relationship)!;
  return { data: { type: related, id: id as string } };
}
