/** SQLSTATE, appendix A of PostgreSQL's manual. */
const DEADLOCK_DETECTED = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';
const QUERY_CANCELED = '57014';

/**
 * True when the database ended this transaction to resolve a deadlock; reads TypeORM's error shape.
 */
export function isDeadlock(error: unknown): boolean {
  return stateOf(error) === DEADLOCK_DETECTED;
}

/**
 * True when the request failed only because of concurrent requests, so that a retry may succeed.
 */
export function isLockConflict(error: unknown): boolean {
  return error instanceof Error && (isDeadlock(error) || stateOf(error) === LOCK_NOT_AVAILABLE);
}

/** True when the database cancelled the statement, because of its timeout or on request. */
export function isStatementEnded(error: unknown): boolean {
  return stateOf(error) === QUERY_CANCELED;
}

const ATTEMPTS = 3;

/** Retries a whole transaction that the database ended to resolve a deadlock. */
export async function againAfterDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error)) throw error;
    }
  }
  return work();
}

/** The error of the driver. The pool wraps transient errors and keeps the original as `cause`. */
interface DriverError {
  code?: unknown;
  cause?: { code?: unknown };
}

function stateOf(error: unknown): unknown {
  const { driverError } = error as { driverError?: DriverError };
  return driverError?.cause?.code ?? driverError?.code;
}
