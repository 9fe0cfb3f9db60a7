import { writeDocument } from '../definition/addresses.js';
import { entityTag } from './entity-tag.js';
import { jsonArray, JsonText } from '../definition/json-text.js';
import { Included } from './included.js';
import {
  encodeQuery,
  type Page,
  paginationLinks,
  type PaginationLinks,
  withQuery,
} from './pagination-links.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import {
  addressOf,
  type ResourceObject,
  resourceObject,
  writeResource,
} from './resource-rendering.js';
import type { CollectionQuery } from '../query/collection-query.js';
import { type ResourceSelection, FULL_SELECTION } from '../query/resource-selection.js';

/** jsonapi.org 1.1, "Top Level". */
export interface Document<Data, Links> {
  jsonapi: { version: '1.1' };
  links: Links;
  data: Data;
  included?: JsonText;
  meta?: Meta;
}

/** A source of attributes: a row of the repository, or an entity. */
type Row = { readonly id: string };

type Meta = Readonly<Record<string, unknown>>;

/** The parts of a document apart from its primary data. */
interface DocumentOptions {
  /** The `meta` of the document. */
  meta?: Meta;

  included?: Included;

  /** The address of the document, when it is not that of the resource or collection. */
  self?: string;
}

const NOTHING_INCLUDED = new Included();

/** Returns the document of one resource, or of null when a to-one relationship is empty. */
export function document<Found extends Row | null>(
  definition: ResourceDefinition,
  row: Found,
  { fields, query, include }: ResourceSelection = FULL_SELECTION,
  { meta, included = NOTHING_INCLUDED, self }: DocumentOptions = {},
): Document<Found extends null ? null : ResourceObject, { self: string }> {
  const data = row && resourceObject(definition, row, { fields, included });
  const links = { self: withQuery(self ?? data.links.self, query.write()) };
  return {
    jsonapi: { version: '1.1' },
    links,
    data: data as Found extends null ? null : ResourceObject,
    ...(isCompound({ include, query }) && { included: compound(included, fields) }),
    ...(meta && { meta }),
  };
}

/** Returns the document of one page of a collection. */
export function collection(
  definition: ResourceDefinition,
  page: Page<Row>,
  query: CollectionQuery,
  { included = NOTHING_INCLUDED, self = definition.path }: DocumentOptions = {},
): Document<JsonText, PaginationLinks> {
  const { fields } = query;
  const meta = pageMeta(page, query);
  return {
    jsonapi: { version: '1.1' },
    links: paginationLinks(self, query, page),
    data: jsonArray(
      page.rows.map((row, index) => {
        const itself = page.positions && itemMeta(page, query, index);
        if (!query.etags) return writeResource(definition, row, { fields, included, ...itself });
        const etag = entityTagOf(definition, row, query.etags.base);
        return writeResource(definition, row, {
          fields,
          included,
          meta: { ...itself?.meta, etag },
        });
      }),
    ),
    ...(isCompound(query) && { included: compound(included, fields) }),
    ...(meta && { meta }),
  };
}

/**
 * Returns the ETag of the answer to a GET of the resource's own address, without a query. The text is
 * made again: the list may omit fields, and has `meta` and linkage that this answer does not have.
 */
function entityTagOf(definition: ResourceDefinition, row: Row, base: string): string {
  const { fields } = FULL_SELECTION;
  const data = new JsonText(writeResource(definition, row, { fields, included: NOTHING_INCLUDED }));
  const links = { self: addressOf(definition, row.id) };
  return entityTag(writeDocument({ jsonapi: { version: '1.1' }, links, data }, base));
}

/** Returns `total` ("Collection Sizes") and `rangeTruncated` of the profile "Cursor Pagination". */
export function pageMeta(
  { total, hasNext }: Page<Row>,
  { page }: CollectionQuery,
): Meta | undefined {
  const isRange = 'cursors' in page && page.after !== null && page.before !== null;
  const members = {
    ...(total !== undefined && { total }),
    ...(isRange && hasNext && { rangeTruncated: true }),
  };
  return Object.keys(members).length > 0 ? { page: members } : undefined;
}

/** Returns the cursor of a row ("Item Cursors" of the profile). */
export function itemMeta({ positions }: Page<Row>, { page }: CollectionQuery, index: number) {
  const position = positions?.[index];
  if (!position || !('cursors' in page)) return {};
  return { meta: { page: { cursor: page.cursors.write(position) } } };
}

/** True also for an empty `include`, which requests an empty `included`. */
function isCompound({ include, query }: Pick<ResourceSelection, 'include' | 'query'>): boolean {
  return include.size > 0 || query.has('include');
}

function compound(included: Included, fields: ResourceSelection['fields']): JsonText {
  const resources = Array.from(included.resources, ({ definition, row }) =>
    writeResource(definition, row, { fields, included }),
  );
  return jsonArray(resources);
}

/**
 * Returns a document without a resource, such as for a pending action (jsonapi.org 1.1, "Top
 * Level").
 */
export function metaDocument(meta: Meta): { jsonapi: { version: '1.1' }; meta: Meta } {
  return { jsonapi: { version: '1.1' }, meta };
}

export interface RelationshipLinks {
  /** The address of the relationship itself: `/api/users/7/relationships/roles`. */
  self: string;

  /** The address of the related resources. */
  related: string;
}

/** Returns the document of a relationship (jsonapi.org 1.1, "Fetching Relationships"). */
export function relationshipDocument<Linkage>(
  { self, related, ...further }: RelationshipLinks & Partial<PaginationLinks>,
  data: Linkage,
  meta?: Meta,
): Document<Linkage, RelationshipLinks> {
  return {
    jsonapi: { version: '1.1' },
    links: { self: encodeQuery(self), related: encodeQuery(related), ...further },
    data,
    ...(meta && { meta }),
  };
}
