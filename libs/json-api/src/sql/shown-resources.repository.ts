import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { hiddenTypes } from '../query/read-authorization.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceSelection } from '../query/resource-selection.js';
import type { ResourceObject } from '../response/resource-rendering.js';
import { runInTransaction } from './common-transaction.js';
import { RowChanged, whileExpecting } from './expected-row.js';
import { ResourceRepository } from './resource.repository.js';
import { VERSION } from './resource-table.js';

interface Wanted {
  definition: ResourceDefinition;
  id: string;
}

interface Shown extends Wanted {
  relationships: readonly string[];

  /** See `ResourceAddress`. */
  shownAs?: string;
}

interface ConditionalWork<Result> {
  /** Throws when the condition is false. */
  check: (shown: object) => void;

  /** May run twice. */
  work: () => Promise<Result>;
}

/** Reads resources as a GET of the same caller would show them. */
@Injectable()
export class ShownResources {
  constructor(
    @Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions,
    @Optional() private readonly dataSource?: DataSource,
  ) {}

  /** True when the caller may read resources of all these types. */
  mayRead(request: FastifyRequest, types: readonly string[]): boolean {
    return hiddenTypes(request, types, this.options).length === 0;
  }

  /**
   * Returns null when it does not exist or is not readable, because a comparison would reveal it.
   */
  async find(
    request: FastifyRequest,
    { definition, id, relationships, shownAs = definition.type }: Shown,
  ): Promise<ResourceObject | null> {
    // Documents always show the member of a to-one relationship; the others need `include`.
    const related = relationships.flatMap((name) => {
      const relationship = findRelationship(definition, name);
      if (!relationship || 'property' in relationship) return [];
      return relatedResource(relationship)?.type ?? [];
    });
    if (!this.mayRead(request, [shownAs, ...related])) return null;
    if (!this.dataSource || !definition.entity) return null;
    const rows = rowsOf(definition, this.dataSource);
    return rows.shown(id, { relationships, max: this.options.maxIncluded });
  }

  /**
   * Runs `work`, which changes the resource, after `check` has accepted the document that a GET
   * answers. `work` fails when another request changes the resource in between. Then both run again,
   * in a transaction that locks the resource first. Also without a resource, `work` runs in such a
   * transaction.
   */
  async whileUnchanged<Result>(
    { definition, id }: Wanted,
    selection: ResourceSelection,
    { check, work }: ConditionalWork<Result>,
  ): Promise<Result> {
    const { dataSource } = this;
    if (!dataSource) throw new Error('@Conditional needs a DataSource');
    const rows = rowsOf(definition, dataSource);
    const row = await rows.findVersion(id, selection);
    if (row) {
      check(await rows.document(row, selection));
      try {
        return await whileExpecting({ definition, id, version: row[VERSION] }, work);
      } catch (error) {
        if (!(error instanceof RowChanged)) throw error;
      }
    }
    return runInTransaction(dataSource, async () => {
      const locked = await rows.lock(id, selection);
      if (locked) check(await rows.document(locked, selection));
      return work();
    });
  }
}

function rowsOf(definition: ResourceDefinition, dataSource: DataSource) {
  return new ResourceRepository<{ id: string }>(dataSource, definition as never);
}
