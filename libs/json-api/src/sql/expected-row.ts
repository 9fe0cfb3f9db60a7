import { AsyncLocalStorage } from 'node:async_hooks';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Connection } from './limited-read.js';

/** One row; with a version, only while it has that one. */
export interface Target {
  id: string;

  /** `xmin` of the row: the id of the transaction that wrote it. */
  version?: string;
}

/** The row of a change is not the expected one. Nothing was changed, and the work may run again. */
export class RowChanged extends Error {
  override readonly name = 'RowChanged';

  constructor() {
    super('another transaction has changed or deleted the row');
  }
}

interface Expected extends Required<Target> {
  definition: ResourceDefinition;

  /** The transaction that has locked or changed the row, so that no other one can change it. */
  heldBy?: Connection;

  isUsed: boolean;
}

const running = new AsyncLocalStorage<Expected>();

/**
 * Runs `work`, in which a repository locks or changes this row only while it has this version.
 * Changes by other statements are not covered.
 *
 * @throws RowChanged
 * @throws Error when `work` ends without a repository that does so
 */
export async function whileExpecting<Result>(
  row: Required<Target> & { definition: ResourceDefinition },
  work: () => Promise<Result>,
): Promise<Result> {
  const expected: Expected = { ...row, isUsed: false };
  const result = await running.run(expected, work);
  if (expected.isUsed) return result;
  throw new Error(`@Conditional needs a route that changes ${row.definition.type} by a repository`);
}

/** Returns the row as a change within `connection` must find it. */
export function targetOf(
  definition: ResourceDefinition,
  id: string,
  connection: Connection,
): Target {
  const expected = running.getStore();
  if (!expected || expected.definition.entity !== definition.entity || expected.id !== id) {
    return { id };
  }
  expected.isUsed = true;
  return expected.heldBy === connection ? { id } : { id, version: expected.version };
}

/** Ends the expectation for later changes of the row in this transaction, which has locked it. */
export function held(transaction: Connection): void {
  const expected = running.getStore();
  if (expected) expected.heldBy = transaction;
}
