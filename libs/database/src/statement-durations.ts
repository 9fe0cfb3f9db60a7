import { beginSpan, DurationHistogram } from '#telemetry';
import { DatabaseUnavailable } from './database-unavailable.js';

/** The names in OpenTelemetry's conventions for databases, as Prometheus has them. */
const LABELS = ['db_system_name', 'db_operation_name', 'error_type'] as const;

export type StatementDurations = DurationHistogram<(typeof LABELS)[number]>;

/** Durations of statements, from sending one until its answer. */
export function statementDurations(): StatementDurations {
  return new DurationHistogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Statements by their first word, and by the error code of PostgreSQL if they failed.',
    labelNames: LABELS,
  });
}

/** Times that requests waited for a connection of the pool. */
export function connectionWaits(): DurationHistogram<'db_client_connection_pool_name'> {
  return new DurationHistogram({
    name: 'db_client_connection_wait_time_seconds',
    help: 'Time until a request had a connection of the pool.',
    labelNames: ['db_client_connection_pool_name'],
  });
}

/**
 * Begins the observation of a statement; the result ends it. A statement of a traced request is a
 * span, whose attributes have no values and no text: only the operation and the table.
 */
export function beginStatement(
  durations: StatementDurations | undefined,
  statement: unknown,
): (error?: unknown) => void {
  const sinceMs = performance.now();
  const text = textOf(statement);
  const endSpan = beginSpan(() => spanOf(text));
  return (error) => {
    const type = error === undefined ? '' : errorType(error);
    const seconds = (performance.now() - sinceMs) / 1000;
    durations?.observe(seconds, [SYSTEM, operationOf(text), type]);
    endSpan?.(type === '' ? undefined : { type });
  };
}

const SYSTEM = 'postgresql';

const OPERATIONS = new Set(
  'SELECT INSERT UPDATE DELETE WITH START COMMIT ROLLBACK SAVEPOINT RELEASE SET LOCK'.split(' '),
);

const FIRST_WORD = /[a-z]+/i;

/** The first table of a statement. */
const TABLE = /\b(?:from|into|update)\s+(?:only\s+)?"?([a-z_]+)/i;

function spanOf(text: string) {
  const operation = operationOf(text);
  const table = TABLE.exec(text)?.[1];
  const name = table === undefined ? operation : `${operation} ${table}`;
  const attributes = {
    'db.system.name': SYSTEM,
    'db.operation.name': operation,
    ...(table !== undefined && { 'db.collection.name': table }),
  };
  return { name, kind: 'client' as const, attributes };
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { text?: string }).text);
}

/** Returns the first word of a statement in capitals; `other` for a rare one. */
function operationOf(text: string): string {
  const word = FIRST_WORD.exec(text)?.[0].toUpperCase() ?? '';
  return OPERATIONS.has(word) ? word : 'other';
}

/** Returns the SQLSTATE of an error, or `unavailable` when the database does not answer. */
function errorType(error: unknown): string {
  if (DatabaseUnavailable.orItself(error) instanceof DatabaseUnavailable) return 'unavailable';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && SQLSTATE.test(code) ? code : 'other';
}

/** PostgreSQL manual, appendix A. */
const SQLSTATE = /^[0-9A-Z]{5}$/;
