import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { writeDocument } from '../definition/addresses.js';
import { runInTransaction } from '../sql/common-transaction.js';
import { entityTag, matchesStrongly, matchesWeakly } from '../http/entity-tag.js';
import { JsonApiError } from '../errors/json-api.error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceSelection } from '../query/resource-selection.js';
import { ResourceRepository } from '../sql/resource.repository.js';

/** A resource as a client has seen it. */
interface Seen {
  definition: ResourceDefinition;
  id: string;
  selection: ResourceSelection;

  /** The header that came: entity tags, or `*`. */
  ifMatch: string;

  /** The beginning of all links of the document, see `baseUrlOf`. */
  base: string;
}

/** Does something to a resource as long as it is what a client has seen (RFC 9110 §13.1.1). */
@Injectable()
export class Preconditions {
  /** Without a data source no route may be `@Conditional`. */
  constructor(@Optional() private readonly dataSource?: DataSource) {}

  /**
   * All of `work` in one transaction, in which nobody else changes the resource. When
   * there is none, `work` finds that out: a 404 goes before a precondition (§13.2.1).
   *
   * @throws JsonApiError 412 `precondition_failed`, before `work`
   */
  async during<Result>(
    { definition, id, selection, ...seen }: Seen,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { dataSource } = this;
    if (!dataSource) throw new Error('@Conditional needs a DataSource');
    return runInTransaction(dataSource, async () => {
      const resources = new ResourceRepository<{ id: string }>(dataSource, definition as never);
      const row = await resources.lock(id, selection);
      if (row) requireMatch(seen, await resources.document(row, selection));
      return work();
    });
  }
}

const CHANGED = 'the resource has changed since you read it; the current ETag is attached';

/** A weak tag can belong to another text (RFC 9110 §13.1.1, §8.8.1); proxies make tags weak. */
const WEAK =
  'the tag in If-Match is weak (W/), which never matches; the resource is unchanged. A proxy that ' +
  'compresses answers makes tags weak: send the tag without W/, or switch compression off for /api';

function requireMatch({ ifMatch, base }: Pick<Seen, 'ifMatch' | 'base'>, current: object): void {
  const tag = entityTag(writeDocument(current, base));
  if (matchesStrongly(ifMatch, tag)) return;
  throw new JsonApiError(
    {
      status: 412,
      code: 'precondition_failed',
      detail: matchesWeakly(ifMatch, tag) ? WEAK : CHANGED,
      source: { header: 'If-Match' },
    },
    { headers: { ETag: tag } },
  );
}
