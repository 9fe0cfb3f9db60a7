import {
  collection,
  document,
  JsonApiError,
  paginateInMemory,
  type ResourceDefinition,
  type ResourceQuery,
  type ResourceSelection,
} from '#json-api';

/** Rows of a resource without a table of its own, which are so few that a list filters them in memory. */
export abstract class ComputedRows<Entity extends { id: string }> {
  constructor(private readonly definition: ResourceDefinition) {}

  /** Returns all rows, or at least those that a list may show. */
  protected abstract all(query?: ResourceQuery): Promise<Entity[]>;

  async find(id: string): Promise<Entity | null> {
    return (await this.all()).find((row) => row.id === id) ?? null;
  }

  async collection(query: ResourceQuery) {
    return collection(this.definition, paginateInMemory(await this.all(query), query), query);
  }

  /** @throws JsonApiError 404 `not_found` */
  async document(id: string, selection: ResourceSelection) {
    const row = await this.find(id);
    if (!row) throw JsonApiError.notFound(this.definition.type, id);
    return document(this.definition, row, selection);
  }
}
