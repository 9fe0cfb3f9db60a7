import type { ResourceDefinition } from '../definition/resource-definition.js';

/** A row of a resource's table, as the driver reads it. */
export type Row = { readonly id: string } & Readonly<Record<string, unknown>>;

interface ResourceRow {
  definition: ResourceDefinition;
  row: Row;
}

/** The included resources of a document (jsonapi.org 1.1, "Compound Documents"). */
export class Included {
  private readonly rows = new Map<string, ResourceRow>();
  private readonly members = new Map<string, string[]>();

  /** The resources without duplicates, in the order of the paths. */
  get resources(): Iterable<ResourceRow> {
    return this.rows.values();
  }

  /** Returns the ids of a to-many relationship; undefined when it was not included. */
  membersOf(resource: Identity, name: string): readonly string[] | undefined {
    return this.members.size > 0 ? this.members.get(`${key(resource)} ${name}`) : undefined;
  }

  add(definition: ResourceDefinition, row: Row): void {
    const place = key({ type: definition.type, id: row.id });
    if (!this.rows.has(place)) this.rows.set(place, { definition, row });
  }

  addMembers(resource: Identity, name: string, ids: string[]): void {
    this.members.set(`${key(resource)} ${name}`, ids);
  }

  /** Removes the primary data, which must not be included as well. */
  without(type: string, rows: readonly { readonly id: string }[]): this {
    for (const { id } of rows) this.rows.delete(key({ type, id }));
    return this;
  }
}

interface Identity {
  type: string;
  id: string;
}

/** Returns a unique key, because types contain no space. */
function key({ type, id }: Identity): string {
  return `${type} ${id}`;
}
