import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { compare } from '../faults/comparison.js';
import { Ledger } from '../faults/ledger.js';
import { storedWrites } from '../faults/stored.js';
import { brokenPromises, type Observed } from './judgement.js';
import { Load } from './load.js';
import { recoveryOf } from './recovery.js';
import type { Stage } from './stage.js';

/** Time that the load runs before the fault and after the last machine is back. */
const MARGIN_MS = 2_000;

export interface Scenario {
  name: string;
  /** True when the short form plays it. */
  isShort?: boolean;
  /** Maximum seconds from the fault to the first acknowledged write and the first page. */
  within: number;
  /** Causes the fault. Resolves when another machine has taken over, or the fault is over. */
  act: (stage: Stage) => Promise<Undo>;
}

/** Repairs what a scenario broke: the load goes on while the machine comes back. */
export type Undo = () => Promise<unknown>;

/** The result of a scenario: one row of the table. */
export interface Finding extends Observed {
  name: string;
  /** Seconds from the repair until the primary has both standbys again. */
  healedAfter: number;
  /** Former primaries that dropped changes of their own with pg_rewind. */
  rewinds: number;
  broken: string[];
}

export async function play(stage: Stage, scenario: Scenario): Promise<Finding> {
  const rewindsBefore = await stage.cluster.rewinds();
  const targets = await stage.targets();
  const ledger = new Ledger(randomUUID());
  const load = await Load.start(targets, ledger);
  await pause(MARGIN_MS);

  const fromMs = performance.now();
  const undo = await scenario.act(stage);
  await stage.untilReady();
  const repairedMs = performance.now();
  await undo();
  const problem = await problemOf(stage.cluster.untilHealthy());
  const healedAfter = (performance.now() - repairedMs) / 1000;
  await stage.untilReady();
  await pause(MARGIN_MS);
  await load.stop();

  const observed: Observed = {
    ledger,
    comparison: compare(ledger, await storedWrites(stage, ledger.prefix)),
    fromMs,
    writes: recoveryOf(ledger, ['create', 'change'], fromMs),
    pages: recoveryOf(ledger, ['read'], fromMs),
    withinMs: scenario.within * 1000,
  };
  const rewinds = (await stage.cluster.rewinds()) - rewindsBefore;
  const broken = [...brokenPromises(observed), ...problem];
  return { ...observed, name: scenario.name, healedAfter, rewinds, broken };
}

/** Returns the message of a failure: what is stored is compared nevertheless. */
async function problemOf(work: Promise<void>): Promise<string[]> {
  return work.then(
    () => [],
    (error: Error) => [error.message],
  );
}
