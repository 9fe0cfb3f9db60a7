import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UNAVAILABLE } from './client.js';
import { compare, type Comparison } from './comparison.js';
import { brokenPromises, type Fault, type Promised, recoveryMs } from './judgement.js';
import { Ledger } from './ledger.js';
import { Load } from './load.js';
import type { Stage } from './stage.js';
import { countedTokens, storedWrites } from './stored.js';

/** Time that the load runs before and after the fault. */
const MARGIN_MS = 1_500;

/** Longer than `clients.usage.interval` of the stage plus a reconnection. */
const USAGE_MS = 10_000;

/** The extent of a scenario: the number of repetitions, and the length of an outage. */
export interface Extent {
  rounds: number;
  /** Length of an outage. */
  outageMs: number;
}

export interface Scenario {
  name: string;
  promised: Promised;
  /** True when clients need the proxy to reach a running replica. */
  needsProxy?: boolean;
  /** True when usage counts may be lost, because a killed process loses its unwritten counts. */
  losesUsage?: boolean;
  prepare?: (stage: Stage) => Promise<void>;
  /** Causes the fault. Resolves when everything runs again. */
  act: (stage: Stage, extent: Extent) => Promise<Fault[]>;
}

/** The result of a scenario: one row of the table. */
export interface Finding {
  name: string;
  seconds: number;
  ledger: Ledger;
  comparison: Comparison;
  /** Requests in flight when the fault began; the sum over all faults. */
  inFlight: number;
  recoveryMs: number;
  /** The times of the 503 answers during an outage. */
  unavailableMs: number[];
  /** Tokens in the usage counts minus issued tokens. */
  usage: number;
  broken: string[];
  /** The errors in the logs of the replicas, with their numbers. */
  errors: string[];
}

export async function play(stage: Stage, scenario: Scenario, extent: Extent): Promise<Finding> {
  await scenario.prepare?.(stage);
  const start = performance.now();
  const lengthsBefore = stage.outputLengths();
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
  for (const output of await stage.repair()) broken.push(`a replica ended by itself: ${output}`);
  if (usage < 0 && !scenario.losesUsage)
    broken.push(`${-usage} tokens are missing in the usage counts`);
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
    errors: loggedErrors(stage.outputSince(lengthsBefore)),
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

/** Returns the difference as soon as it is not negative; else the last one. */
async function usageDifference(stage: Stage, clientIds: string[], tokens: number) {
  let difference = NaN;
  for (const deadline = Date.now() + USAGE_MS; Date.now() < deadline; await pause(100)) {
    difference = (await countedTokens(stage.postgres, clientIds)) - tokens;
    if (difference >= 0) break;
  }
  return difference;
}

function loggedErrors(output: string): string[] {
  const counts = new Map<string, number>();
  for (const line of output.split('\n')) {
    const error = line.startsWith('{"level"') ? errorOf(line) : null;
    if (error) counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  return [...counts].map(([error, count]) => `${count} × ${error}`);
}

/** Returns the message of an error, with the place in our code that logged it. */
function errorOf(line: string): string | null {
  const { level, msg, stack } = JSON.parse(line) as Record<string, string>;
  if (level !== 'error' && level !== 'fatal') return null;
  return `${msg} ${/\bdist\/\S+/.exec(stack ?? '')?.[0] ?? ''}`;
}
