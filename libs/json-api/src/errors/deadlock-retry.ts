/** SQLSTATE, appendix A of PostgreSQL's manual. */
const DEADLOCK_DETECTED = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';
const QUERY_CANCELED = '57014';

/** Of requests that wait for each other the database has ended this one, by the shape that TypeORM gives it. */
export function isDeadlock(error: unknown): boolean {
  return stateOf(error) === DEADLOCK_DETECTED;
}

/** Whether nothing is wrong but that others were in the way: the same may succeed a moment later. */
export function isLockConflict(error: unknown): boolean {
  return error instanceof Error && (isDeadlock(error) || stateOf(error) === LOCK_NOT_AVAILABLE);
}

/** True when the database has ended the statement, for its timeout or because somebody asked for it. */
export function isStatementEnded(error: unknown): boolean {
  return stateOf(error) === QUERY_CANCELED;
}

const ATTEMPTS = 3;

/** Does a whole transaction again when the database has ended it for others, whose turn is over then. */
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

/** The pool wraps an error that may pass, and keeps that of the driver as its cause. */
interface DriverError {
  code?: unknown;
  cause?: { code?: unknown };
}

function stateOf(error: unknown): unknown {
  const { driverError } = error as { driverError?: DriverError };
  return driverError?.cause?.code ?? driverError?.code;
}
