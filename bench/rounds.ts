import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Bench } from './bench.js';
import { type Cores, pinned } from './cores.js';
import type { LoadOutcome, LoadPlan } from './load-plan.js';
import type { ServerProcess } from './server-process.js';
import { median } from './statistics.js';

const LOAD_PROGRAM = fileURLToPath(new URL('programs/load.js', import.meta.url));

/** The figures of a contestant in one round. */
export interface Round {
  /** Requests for each second of CPU that the server used. */
  perCpuSecond: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Milliseconds of CPU that PostgreSQL used for each request. */
  databaseMs: number;
}

/** The rounds of each contestant, by its name, in order. */
export type Rounds = ReadonlyMap<string, readonly Round[]>;

/** A server to measure, and its load. */
export interface Entry {
  name: string;
  server: ServerProcess;
  /** Returns the load of a round; -1 is the warm-up. */
  plan: (round: number) => LoadPlan | Promise<LoadPlan>;
  /** For an entry that needs a longer warm-up than usual. */
  warmUp?: Extent;
}

/**
 * Runs the load generator.
 *
 * @throws when an answer is wrong, because a benchmark of errors has no meaning
 */
export async function runLoad(plan: LoadPlan, cores: Cores | null): Promise<LoadOutcome> {
  const [command, args] = pinned(cores?.others, [
    process.execPath,
    LOAD_PROGRAM,
    JSON.stringify(plan),
  ]);
  const { stdout } = await promisify(execFile)(command, args);
  const outcome = JSON.parse(stdout) as LoadOutcome;
  if (outcome.problems.length > 0 || outcome.answered === 0) {
    const problems = [`${outcome.answered} answers`, ...outcome.problems];
    throw new Error(`${plan.url} gave wrong answers:\n${problems.join('\n')}`);
  }
  return outcome;
}

/** The end of a warm-up: after that many requests, or after the seconds on a slow machine. */
export type Extent = Pick<LoadPlan, 'requests' | 'seconds'>;

/**
 * The warm-up of each contestant before its measurement. All get the same number of requests,
 * because the number of calls decides which code V8 optimizes.
 */
const WARM_UP: Extent = { requests: 20_000, seconds: 8 };

/**
 * Measures the entries after a warm-up, in rounds A B C A B C instead of A A B B C C. So other work
 * of the machine affects all entries alike.
 *
 * A round includes the CPU time of `restMs` after the last answer, for work that a server or
 * PostgreSQL does then.
 */
export async function runRounds(
  entries: readonly Entry[],
  { options: { rounds }, cores, database }: Bench,
  restMs = 0,
): Promise<Rounds> {
  const results = new Map<string, Round[]>(entries.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, server, plan, warmUp = WARM_UP } of entries) {
      const planned = { ...(await plan(round)), ...(round < 0 && warmUp) };
      const before = { server: server.cpuSeconds(), database: database.cpuSeconds() };
      const { answered, perSecond, p50, p99 } = await runLoad(planned, cores);
      await pause(restMs);
      const perCpuSecond = answered / (server.cpuSeconds() - before.server);
      const databaseMs = (1000 * (database.cpuSeconds() - before.database)) / answered;
      if (round < 0) continue;
      results.get(name)!.push({ perCpuSecond, perSecond, p50, p99, databaseMs });
    }
  }
  return results;
}

/** Returns the median of each figure separately. */
export function medianRound(rounds: Rounds, name: string): Round {
  const of = (number: keyof Round) => median(rounds.get(name)!.map((round) => round[number]));
  return {
    perCpuSecond: of('perCpuSecond'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    databaseMs: of('databaseMs'),
  };
}

/**
 * Returns the ratio of a figure between two entries, by default of requests for each second of CPU.
 * It is the median of the ratios within the rounds, because the machine itself is faster in some
 * rounds.
 */
export function ratio(
  rounds: Rounds,
  [name, other]: readonly [string, string],
  figure: keyof Round = 'perCpuSecond',
): number {
  const others = rounds.get(other)!;
  return median(rounds.get(name)!.map((round, index) => round[figure] / others[index]![figure]));
}
