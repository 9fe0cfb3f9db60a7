import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UNAVAILABLE } from './client.js';
import { compare, type Comparison } from './comparison.js';
import { brokenPromises, type Fault, type Promised, recoveryMs } from './judgement.js';
import { Ledger } from './ledger.js';
import { Load } from './load.js';
import type { Stage } from './stage.js';
import { countedTokens, storedWrites } from './stored.js';

/** So long the load runs before and after the fault. */
const MARGIN_MS = 1_500;

/** Longer than `clients.usage.interval` of the stage, and than a reconnection. */
const USAGE_MS = 10_000;

/** How much of a scenario is wanted: how often something is done, how long something lasts. */
export interface Extent {
  rounds: number;
  /** Milliseconds of an outage. */
  outageMs: number;
}

export interface Scenario {
  name: string;
  promised: Promised;
  /** Clients cannot know by themselves which replica is there. */
  needsProxy?: boolean;
  /** A process that is killed takes along what it has counted. */
  losesUsage?: boolean;
  prepare?: (stage: Stage) => Promise<void>;
  /** Resolves when all is in its place again. */
  act: (stage: Stage, extent: Extent) => Promise<Fault[]>;
}

/** What was seen: a row of the table. */
export interface Finding {
  name: string;
  seconds: number;
  ledger: Ledger;
  comparison: Comparison;
  /** When it began; of several all together. */
  inFlight: number;
  recoveryMs: number;
  /** Of the answers that the database is away, in milliseconds, each. */
  unavailableMs: number[];
  /** Tokens that are written as issued, less those that were. */
  usage: number;
  broken: string[];
  /** Of the replicas: the errors that they have logged, each once. */
  errors: string[];
}

export async function play(stage: Stage, scenario: Scenario, extent: Extent): Promise<Finding> {
  await scenario.prepare?.(stage);
  const start = performance.now();
  const saidBefore = stage.saidSoFar();
  const target = await stage.target();
  const ledger = new Ledger(randomUUID());
  const load = await Load.start(target, ledger);
  await pause(MARGIN_MS);
  const faults = await scenario.act(stage, extent);
  await pause(MARGIN_MS);
  await load.stop();

  const comparison = compare(ledger, await storedWrites(stage.postgres, ledger.prefix));
  const clientIds = target.clients.map(({ clientId }) => clientId);
  const usage = await usageDifference(stage, clientIds, issued(ledger));
  const broken = brokenPromises(scenario.promised, { ledger, faults, comparison });
  for (const words of await stage.mend()) broken.push(`a replica has ended by itself: ${words}`);
  if (usage < 0 && !scenario.losesUsage) broken.push(`${-usage} tokens are not in the usage`);
  return {
    name: scenario.name,
    seconds: (performance.now() - start) / 1000,
    ledger,
    comparison,
    inFlight: inFlight(ledger, faults),
    recoveryMs: recoveryMs(ledger, faults),
    unavailableMs: ledger.requests
      .filter(({ outcome }) => outcome === UNAVAILABLE)
      .map(({ sentAt, endedAt }) => endedAt - sentAt),
    usage,
    broken,
    errors: loggedErrors(stage.saidSince(saidBefore)),
  };
}

function inFlight({ requests }: Ledger, faults: readonly Fault[]): number {
  const moments = faults.map(({ from }) => from);
  return requests.filter(({ sentAt, endedAt }) =>
    moments.some((moment) => sentAt <= moment && endedAt >= moment),
  ).length;
}

function issued({ requests }: Ledger): number {
  return requests.filter(({ kind, outcome }) => kind === 'token' && outcome === 'ok').length;
}

/** Zero as soon as it is; else what it is in the end. */
async function usageDifference(stage: Stage, clientIds: string[], tokens: number) {
  let difference = NaN;
  for (const deadline = Date.now() + USAGE_MS; Date.now() < deadline; await pause(100)) {
    difference = (await countedTokens(stage.postgres, clientIds)) - tokens;
    if (difference >= 0) break;
  }
  return difference;
}

function loggedErrors(said: string): string[] {
  const counts = new Map<string, number>();
  for (const line of said.split('\n')) {
    const error = line.startsWith('{"level"') ? errorOf(line) : null;
    if (error) counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  return [...counts].map(([error, count]) => `${count} × ${error}`);
}

/** With the place in our code where it came up. */
function errorOf(line: string): string | null {
  const { level, msg, stack } = JSON.parse(line) as Record<string, string>;
  if (level !== 'error' && level !== 'fatal') return null;
  return `${msg} ${/\bdist\/\S+/.exec(stack ?? '')?.[0] ?? ''}`;
}
