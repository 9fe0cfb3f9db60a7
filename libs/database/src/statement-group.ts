import { type Connection, Query, type QueryConfig, type Submittable } from 'pg';

type Callback = (error: Error | null | undefined, result?: unknown) => void;

/** A query of the driver with the methods that its client calls. They have no types. */
interface DriverQuery {
  name?: string;
  text: string;
  callback: Callback;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleEmptyQuery(connection: Connection): void;
  handlePortalSuspended(connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
}

/** The parts of a connection that are used here and have no types. */
interface DriverConnection {
  execute(portal: { portal: string; rows: number }): void;
  submittedNamedStatements: Record<string, unknown>;
}

/** A statement that is followed by others, so it sends no Sync. */
class LeadingQuery extends Query {
  /** Replaces the internal method that sends Execute and Sync. */
  _getRows(connection: DriverConnection): void {
    connection.execute({ portal: '', rows: 0 });
  }
}

/**
 * Statements that take one round trip: the driver sends all of them, with one Sync at the end. After
 * an error, PostgreSQL skips the other statements of the group (PostgreSQL manual, "Extended Query").
 * So no statement runs without the `BEGIN` before it, and no `COMMIT` runs after a failure.
 *
 * The callback gets the result of the last statement, or the error of any of them.
 */
export class StatementGroup implements Submittable {
  readonly #queries: readonly DriverQuery[];

  /** The position of the query whose answer is read. */
  #at = 0;

  constructor(
    leading: readonly QueryConfig[],
    last: QueryConfig,
    readonly callback: Callback,
  ) {
    this.#queries = [
      ...leading.map((config) => new LeadingQuery(extended(config), undefined, callback)),
      new Query(extended(last), undefined, callback),
    ] as unknown as DriverQuery[];
  }

  /** The driver stores the name and text of a statement when it has been parsed. */
  get name(): string | undefined {
    return this.#current.name;
  }

  get text(): string {
    return this.#current.text;
  }

  readonly submit = (connection: Connection): Error | null => {
    const { stream } = connection;
    stream.cork();
    try {
      for (const query of this.#queries) {
        const error = query.submit(connection);
        // Statements before this one were sent without a Sync, so the connection is unusable.
        if (error) stream.destroy(error);
        if (error) return error;
      }
      return null;
    } finally {
      stream.uncork();
    }
  };

  handleRowDescription(message: unknown): void {
    this.#current.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#current.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.#current.handleCommandComplete(message, connection);
    this.#next();
  }

  handleEmptyQuery(connection: Connection): void {
    this.#current.handleEmptyQuery(connection);
    this.#next();
  }

  handlePortalSuspended(connection: Connection): void {
    this.#current.handlePortalSuspended(connection);
  }

  handleReadyForQuery(connection: Connection): void {
    this.#queries.at(-1)!.handleReadyForQuery(connection);
  }

  /** PostgreSQL has not parsed the statements after the failed one; the next use parses them. */
  handleError(error: Error, connection: Connection): void {
    const { submittedNamedStatements } = connection as unknown as DriverConnection;
    for (const { name } of this.#queries.slice(this.#at)) {
      if (name !== undefined) delete submittedNamedStatements[name];
    }
    this.#current.handleError(error, connection);
  }

  get #current(): DriverQuery {
    return this.#queries[this.#at]!;
  }

  #next(): void {
    this.#at = Math.min(this.#at + 1, this.#queries.length - 1);
  }
}

/** Makes the driver use the protocol of the group also for a statement without values. */
function extended(config: QueryConfig): QueryConfig {
  return { ...config, queryMode: 'extended' } as QueryConfig;
}
