import {
  collection,
  document,
  itemMeta,
  pageMeta,
  relationshipDocument,
} from '../response/document.js';
import { includableNames } from '../query/include.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { paginationLinks } from '../response/pagination-links.js';
import { findRelationship, findToOne, relatedResource } from '../definition/relationship.js';
import { type ToMany, type ToOne } from '../definition/resource-definition.js';
import type { CollectionQuery } from '../query/collection-query.js';
import {
  addressOf,
  identifierOf,
  relationshipAddresses,
  type ResourceObject,
} from '../response/resource-rendering.js';
import {
  type ResourceSelection,
  selectionOf,
  FULL_SELECTION,
} from '../query/resource-selection.js';
import { ChangeableRows } from './changeable-rows.repository.js';
import { IncludedRows } from './included-rows.js';
import { Included } from '../response/included.js';
import type { Row } from './resource-rows.repository.js';
import type { Membership } from './resource-table.js';

/**
 * The rows of one resource, and their documents:
 *
 *     @Injectable()
 *     export class UsersRepository extends ResourceRepository<User> {
 *       constructor(dataSource: DataSource) {
 *         super(dataSource, userResource);
 *       }
 *     }
 *
 * A document takes one statement, and one more for each step of the included paths.
 */
export class ResourceRepository<Entity extends { id: string }> extends ChangeableRows<Entity> {
  /** Returns the document of one page (jsonapi.org 1.1, "Fetching Resources"). */
  async collection(query: CollectionQuery) {
    return this.page(query, this.definition.path);
  }

  /**
   * Returns the document of one resource, by its id or from the row of `create` or `update`.
   *
   * @throws JsonApiError 404 `not_found`
   */
  async document(resource: string | Row<Entity>, selection: ResourceSelection) {
    const row = typeof resource === 'string' ? await this.get(resource, selection) : resource;
    const included = await this.included([row], selection);
    return document(this.openDefinition, row, selection, { included });
  }

  /** Returns the resource object, with up to `max` members of each of these relationships. */
  async shown(
    id: string,
    { relationships, max }: { relationships: readonly string[]; max: number },
  ): Promise<ResourceObject | null> {
    const row = await this.find(id);
    if (!row) return null;
    const includable = includableNames(this.openDefinition);
    const isToMany = (name: string) => findToOne(this.openDefinition, name) === undefined;
    const names = relationships.filter((name) => includable.includes(name) && isToMany(name));
    const include = new Map(names.map((name) => [name, new Map()]));
    const included = await this.included([row], { ...FULL_SELECTION, include, maxIncluded: max });
    return document(this.openDefinition, row, FULL_SELECTION, { included }).data;
  }

  /** @throws JsonApiError 404 `not_found` */
  async get(id: string, selection?: ResourceSelection): Promise<Row<Entity>> {
    const row = await this.find(id, selection);
    if (!row) throw JsonApiError.notFound(this.definition.type, id);
    return row;
  }

  /**
   * Returns the document of the related resource, or of null; `selection` is for that resource.
   *
   * @throws JsonApiError 404 `not_found` when there is no resource with this id
   */
  async related(id: string, name: string, selection: ResourceSelection) {
    const { relationship, repository, related } = this.relationshipTo(name);
    const row = await this.get(id, selectionOf(this.definition, name));
    const linkage = identifierOf(relationship as ToOne, row);
    const found = linkage && (await repository.find(linkage.id, selection));
    const self = this.addresses(id, name).related;
    if (!found) return document(related, null, selection, { self });
    const included = await repository.included([found], selection);
    return document(related, found, selection, { included, self });
  }

  /** Returns the document of one page of related resources. @throws as `related` */
  async relatedCollection(id: string, name: string, query: CollectionQuery) {
    const { relationship, repository } = this.relationshipTo(name);
    await this.get(id, selectionOf(this.definition));
    const membership = { relationship: relationship as ToMany, parentId: id };
    return repository.page(query, this.addresses(id, name).related, membership);
  }

  /**
   * Returns the document of a to-one relationship ("Fetching Relationships"). @throws as `related`
   */
  async relationship(id: string, name: string) {
    const { relationship } = this.relationshipTo(name);
    const row = await this.get(id, selectionOf(this.definition, name));
    const linkage = identifierOf(relationship as ToOne, row);
    return relationshipDocument(this.addresses(id, name), linkage);
  }

  /** Returns the document of one page of a to-many relationship. @throws as `related` */
  async relationshipCollection(id: string, name: string, query: CollectionQuery) {
    const { relationship, repository, related } = this.relationshipTo(name);
    await this.get(id, selectionOf(this.definition));
    const membership = { relationship: relationship as ToMany, parentId: id };
    const identifiersOnly = { ...query, fields: new Map([[related.type, []]]) };
    const page = await repository.list(identifiersOnly, membership);
    const addresses = this.addresses(id, name);
    const { type } = related;
    const links = { ...paginationLinks(addresses.self, query, page), related: addresses.related };
    const identifiers = page.rows.map((row, index) => {
      return { type, id: row.id, ...itemMeta(page, query, index) };
    });
    return relationshipDocument(links, identifiers, pageMeta(page, query));
  }

  private async page(query: CollectionQuery, self: string, membership?: Membership) {
    const page = await this.list(query, membership);
    const included = await this.included(page.rows, query);
    return collection(this.openDefinition, page, query, { included, self });
  }

  private async included(
    rows: readonly Row<Entity>[],
    selection: ResourceSelection,
  ): Promise<Included> {
    if (selection.include.size === 0) return new Included();
    const loader = new IncludedRows(this.dataSource, this.connection, selection);
    return loader.load(this.openDefinition, rows);
  }

  private relationshipTo(name: string) {
    const relationship = findRelationship(this.openDefinition, name);
    const related = relationship && relatedResource(relationship);
    if (!related) throw new Error(`${this.definition.type} has no relationship ${name}`);
    const repository = new ResourceRepository<{ id: string }>(this.dataSource, related as never);
    return { relationship, related, repository };
  }

  private addresses(id: string, name: string) {
    return relationshipAddresses(addressOf(this.openDefinition, id), name);
  }
}
