import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { writeDocument } from '../definition/addresses.js';
import { runInTransaction } from '../sql/common-transaction.js';
import { entityTag, matchesStrongly, matchesWeakly } from '../http/entity-tag.js';
import { JsonApiError } from '../errors/json-api.error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceSelection } from '../query/resource-selection.js';
import { ResourceRepository } from '../sql/resource.repository.js';

/** The resource and the representation that the client has. */
interface Seen {
  definition: ResourceDefinition;
  id: string;
  selection: ResourceSelection;

  /** The value of the header: entity tags, or `*`. */
  ifMatch: string;

  /** The base URL of all links in the document, see `baseUrlOf`. */
  base: string;
}

/** Changes a resource only if it has not changed since the client read it (RFC 9110 §13.1.1). */
@Injectable()
export class Preconditions {
  /** An application without a data source cannot use `@Conditional`. */
  constructor(@Optional() private readonly dataSource?: DataSource) {}

  /**
   * Runs `work` in a transaction that locks the resource. When the resource does not exist, `work`
   * reports that: a 404 takes precedence over a precondition (§13.2.1).
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

/** A weak tag may belong to a different text (RFC 9110 §13.1.1, §8.8.1); proxies make tags weak. */
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
