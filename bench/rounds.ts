import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Cores, pinned } from './cores.js';
import type { LoadOutcome, LoadPlan } from './load-plan.js';
import type { ServerProcess } from './server-process.js';
import { median } from './statistics.js';

const LOAD_PROGRAM = fileURLToPath(new URL('programs/load.js', import.meta.url));

/** What a contestant did in one round. */
export interface Round {
  /** Requests for each second of CPU that the server used. */
  perCpuSecond: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Those of each contestant, by its name, in their order. */
export type Rounds = ReadonlyMap<string, readonly Round[]>;

/** One that is measured, and with what. */
export interface Entry {
  name: string;
  server: ServerProcess;
  /** Of the round of that number; -1 is the warm-up. */
  plan: (round: number) => LoadPlan | Promise<LoadPlan>;
}

/**
 * @throws when an answer is not what it should be: a benchmark that measures errors is worth nothing
 */
export async function runLoad(plan: LoadPlan, cores: Cores | null): Promise<LoadOutcome> {
  const [command, words] = pinned(cores?.others, [
    process.execPath,
    LOAD_PROGRAM,
    JSON.stringify(plan),
  ]);
  const { stdout } = await promisify(execFile)(command, words);
  const outcome = JSON.parse(stdout) as LoadOutcome;
  if (outcome.faults.length > 0 || outcome.answered === 0) {
    const faults = [`${outcome.answered} answers`, ...outcome.faults];
    throw new Error(`${plan.url} answers as it should not:\n${faults.join('\n')}`);
  }
  return outcome;
}

/**
 * What each of them gets before it is measured: as many requests for all, since code is made fast by
 * how often it runs. A slow machine need not answer all of them.
 */
const WARM_UP = { requests: 20_000, seconds: 8 };

/**
 * What each of them did, after a warm-up of all, in rounds A B C A B C and not A A B B C C: what else
 * the machine does meanwhile hits all of them alike.
 */
export async function runRounds(
  entries: readonly Entry[],
  rounds: number,
  cores: Cores | null,
): Promise<Rounds> {
  const results = new Map<string, Round[]>(entries.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, server, plan } of entries) {
      const planned = { ...(await plan(round)), ...(round < 0 && WARM_UP) };
      const before = server.cpuSeconds();
      const { answered, seconds, p50, p99 } = await runLoad(planned, cores);
      const perCpuSecond = answered / (server.cpuSeconds() - before);
      if (round < 0) continue;
      results.get(name)!.push({ perCpuSecond, perSecond: answered / seconds, p50, p99 });
    }
  }
  return results;
}

/** The median of each number by itself. */
export function medianRound(rounds: Rounds, name: string): Round {
  const of = (number: keyof Round) => median(rounds.get(name)!.map((round) => round[number]));
  return {
    perCpuSecond: of('perCpuSecond'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
  };
}

/**
 * How many times as much one does in a second of CPU as the other: the median of what it was in each
 * round, since the machine itself is faster in some of them.
 */
export function ratio(rounds: Rounds, name: string, other: string): number {
  const others = rounds.get(other)!;
  const ratios = rounds.get(name)!.map(({ perCpuSecond }, index) => {
    return perCpuSecond / others[index]!.perCpuSecond;
  });
  return median(ratios);
}
