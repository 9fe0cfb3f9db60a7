import type { DataSource, EntityManager } from 'typeorm';
import type { IncludePaths } from '../query/include.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import type { ToMany, ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceSelection } from '../query/resource-selection.js';
import { Included, type Row } from '../response/included.js';
import { PARENT } from './resource-table.js';
import { tableOf } from './resource-tables.js';
import type { Statement } from './statement.js';

interface Step {
  definition: ResourceDefinition;
  rows: readonly Row[];
  paths: IncludePaths;
}

/** Loads the resources that a selection includes, with one statement for each step of a path. */
export class IncludedRows {
  private readonly included = new Included();

  constructor(
    private readonly dataSource: DataSource,
    private readonly connection: Pick<EntityManager, 'query'>,
    private readonly selection: ResourceSelection,
  ) {}

  /** @throws JsonApiError 400 `too_many_included` */
  async load(definition: ResourceDefinition, rows: readonly Row[]): Promise<Included> {
    await this.#follow({ definition, rows, paths: this.selection.include });
    return this.included.without(definition.type, rows);
  }

  /** Runs the steps one after the other, because a transaction has one connection. */
  async #follow({ definition, rows, paths }: Step): Promise<void> {
    for (const [name, further] of paths) {
      const relationship = findRelationship(definition, name)!;
      const related = relatedResource(relationship)!;
      const step = { definition, rows, paths: further };
      const found =
        'property' in relationship
          ? await this.#one(step, related, relationship.property)
          : await this.#many(step, related, { name, relationship: relationship as ToMany });
      for (const row of found) this.included.add(related, row);
      await this.#follow({ definition: related, rows: found, paths: further });
    }
  }

  async #one({ rows, paths }: Step, related: ResourceDefinition, property: string): Promise<Row[]> {
    const ids = new Set(rows.map((row) => row[property] ?? null).filter((id) => id !== null));
    if (ids.size === 0) return [];
    const table = tableOf(this.dataSource, related);
    const selection = { fields: this.selection.fields, include: paths };
    return this.#run(table.findAll([...ids] as string[], selection));
  }

  async #many(
    { definition, rows, paths }: Step,
    related: ResourceDefinition,
    { name, relationship }: { name: string; relationship: ToMany },
  ): Promise<Row[]> {
    if (rows.length === 0) return [];
    const max = this.selection.maxIncluded;
    const table = tableOf(this.dataSource, related);
    const parents = rows.map(({ id }) => id);
    const selection = { fields: this.selection.fields, include: paths };
    const found = await this.#run(
      table.membersOf(parents, { relationship, selection, max: max + 1 }),
    );
    if (found.length > max) throw tooMany(name, max);
    // Removes duplicates: a join table without a unique constraint may contain a pair twice.
    const members = new Map(parents.map((id) => [id, new Set<string>()]));
    for (const row of found) members.get(row[PARENT] as string)!.add(row.id);
    for (const [id, ids] of members) {
      this.included.addMembers({ type: definition.type, id }, name, [...ids]);
    }
    return [...new Map(found.map((row) => [row.id, row])).values()];
  }

  async #run({ text, values }: Statement): Promise<Row[]> {
    return this.connection.query<Row[]>(text, values);
  }
}

function tooMany(name: string, max: number): JsonApiError {
  return new JsonApiError({
    status: 400,
    code: 'too_many_included',
    detail: `${name} would include more than ${max} resources; request smaller pages or the related links`,
    source: { parameter: 'include' },
  });
}
