import { ATTRIBUTE_FORMATS } from './attribute-type.js';
import { type Page, paginationLinks, type PaginationLinks, withQuery } from './pagination.js';
import { attributeNames, findAttribute, type ResourceDefinition } from './resource-definition.js';
import type { ResourceQuery } from './resource-query.js';
import { fieldsParameter, type SparseFieldset } from './sparse-fieldset.js';

interface ResourceObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  links: { self: string };
}

/** jsonapi.org 1.1, "Top Level". */
interface Document<Data, Links> {
  jsonapi: { version: '1.1' };
  links: Links;
  data: Data;
}

/** Whatever the definition's attributes can be read from: a row of the repository, an entity. */
type Row = { readonly id: string };

/** The document of one resource; with `fields`, of those attributes only. */
export function document(
  definition: ResourceDefinition,
  row: Row,
  fields?: SparseFieldset,
): Document<ResourceObject, { self: string }> {
  const data = resourceObject(definition, row, fields);
  const query = new URLSearchParams(fields && { [fieldsParameter(definition)]: fields.join(',') });
  return { jsonapi: { version: '1.1' }, links: { self: withQuery(data.links.self, query) }, data };
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

/** Picked by name: what the definition does not declare cannot get out. */
function resourceObject(
  definition: ResourceDefinition,
  row: Row,
  fields: SparseFieldset = attributeNames(definition),
): ResourceObject {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  const attributes: Record<string, unknown> = {};
  for (const name of fields) {
    const { type } = findAttribute(definition, name)!;
    const value = values[name] ?? null;
    attributes[name] = value === null ? null : ATTRIBUTE_FORMATS[type].render(value);
  }
  const { type, path } = definition;
  const { id } = row;
  return { type, id, attributes, links: { self: `${path}/${encodeURIComponent(id)}` } };
}
