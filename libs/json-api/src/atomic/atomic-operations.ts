import type { FastifyReply } from 'fastify';
import { baseUrlOf } from '../definition/addresses.js';
import { isDeadlock } from '../errors/deadlock-retry.js';
import { lockConflict, toJsonApiError } from '../errors/error-mapping.js';
import type { AtomicResource } from './atomic-resource.js';
import { LocalIds } from './local-ids.js';
import type { Operation } from './operation.js';
import { type Caller, planOf, type Plan, type Result } from './operation-plan.js';
import { pointerOf } from './operations.decorator.js';

/** Runs `work` in one transaction, and commits or rolls back. */
type InTransaction = <Result>(work: () => Promise<Result>) => Promise<Result>;

interface Circumstances<By> {
  resources: readonly AtomicResource<By>[];
  by: By;
  reply: FastifyReply;
}

/** The number of attempts: the database ends one of several transactions that deadlock. */
const ATTEMPTS = 3;

/** Carries out operations in their order, all or none (jsonapi.org/ext/atomic, "Processing"). */
export class AtomicOperations {
  /** `inTransaction` behaves like `runInTransaction`. */
  constructor(
    private readonly inTransaction: InTransaction,
    private readonly shown: Caller<unknown>['resources'],
  ) {}

  /**
   * Returns the document of the results. When no result has data, answers 204 without a document.
   *
   * Rejects unsupported operations, and operations that the caller may not perform, before the
   * first operation runs.
   *
   * @throws JsonApiError of the first operation that fails, with pointers into the document
   */
  async run<By>(operations: readonly Operation[], { resources, by, reply }: Circumstances<By>) {
    const plans: Plan<By>[] = [];
    for (const [index, operation] of operations.entries()) {
      await at(index, () => {
        const plan = planOf(withoutBase(operation, baseUrlOf(reply.request)), resources);
        plan.allow(by);
        plans.push(plan);
      });
    }
    const caller = { by, request: reply.request, resources: this.shown };
    const results = await this.#carryOut(plans, caller);
    if (results.every(({ data }) => data === undefined)) {
      void reply.status(204);
      return undefined;
    }
    return { jsonapi: { version: '1.1' }, 'atomic:results': results };
  }

  async #carryOut<By>(plans: readonly Plan<By>[], caller: Caller<By>): Promise<Result[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await this.inTransaction(async () => inOrder(plans, caller));
      } catch (error) {
        if (!isDeadlock(error)) throw error;
      }
    }
    throw lockConflict();
  }
}

/** Removes the base URL: links in answers begin with it, and `href` may be such a link. */
function withoutBase(operation: Operation, base: string): Operation {
  const { href } = operation;
  return href?.startsWith(`${base}/`) ? { ...operation, href: href.slice(base.length) } : operation;
}

async function inOrder<By>(plans: readonly Plan<By>[], caller: Caller<By>): Promise<Result[]> {
  const lids = new LocalIds();
  const results: Result[] = [];
  for (const [index, { carryOut }] of plans.entries()) {
    results.push(await at(index, async () => carryOut(caller, lids)));
  }
  return results;
}

/** Reports a client error with a pointer to its operation; rethrows a server error unchanged. */
async function at<Outcome>(index: number, work: () => Outcome | Promise<Outcome>) {
  try {
    return await work();
  } catch (error) {
    const clientError = toJsonApiError(error);
    throw clientError.status < 500 ? clientError.at(pointerOf(index)) : error;
  }
}
