import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import { LATCHKEY } from '../contestants.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan } from '../plans.js';
import { runLoad } from '../rounds.js';
import { median } from '../statistics.js';
import { atMost, megabytes, integer } from '../table.js';
import { TARGETS } from '../targets.js';
import type { Section } from './section.js';

const STARTS = 5;

/** Milliseconds without a request until the process counts as idle. */
const REST_MS = 2_000;

/** A slow machine does not issue all tokens in this time. The table shows how many it issued. */
const MAX_SECONDS = 300;

/**
 * Measures the time to the first token, and the memory of an idle process and after many tokens.
 */
export const startAndMemory: Section = {
  name: 'memory',
  run: async (bench) => {
    const database = await bench.database.copy('bench_memory');
    const startMs = median(await measureStarts(bench, database));
    const rows = [
      [
        'from the start of the process to its first token, ms',
        integer(startMs),
        atMost(startMs, TARGETS.startMs, 'ms'),
      ],
      ...(await memoryRows(bench, database)),
    ];
    return { title: 'Latchkey, start and memory', head: ['what', 'measured', 'target'], rows };
  },
};

async function memoryRows(bench: Bench, database: string): Promise<string[][]> {
  const { connections, tokens } = bench.options;
  const server = await startLatchkey(bench, { database });
  await pause(REST_MS);
  const idle = server.memory();
  const extent = { connections, seconds: MAX_SECONDS, requests: tokens };
  const { answered, seconds } = await runLoad(tokenPlan(server, LATCHKEY, extent), bench.cores);
  await pause(REST_MS);
  const after = server.memory();
  await bench.stop();
  return [
    [
      'RSS idle, MB',
      megabytes(idle.resident),
      atMost(idle.resident / 1e6, TARGETS.idleMegabytes, 'MB'),
    ],
    [
      `RSS after ${answered} tokens (in ${integer(seconds)} s), MB`,
      megabytes(after.resident),
      answered < tokens
        ? `unknown: ${tokens} tokens take longer on this machine`
        : atMost(after.resident / 1e6, TARGETS.loadedMegabytes, 'MB'),
    ],
    ['peak RSS, MB', megabytes(after.peak), ''],
  ];
}

/** Measures starts without the first one, which also creates a signing key. */
async function measureStarts(bench: Bench, database: string): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start <= STARTS; start++) {
    const server = await startLatchkey(bench, { database });
    if (start > 0) times.push(server.startTimeMs);
    await server.stop();
  }
  return times;
}
