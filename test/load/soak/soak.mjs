import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Application } from './application.mjs';
import { growth, readHeapSnapshot } from './heap-snapshot.mjs';
import { MixedLoad } from './mixed-load.mjs';

/**
 * Runs minutes of mixed load on one process, and checks whether its use of resources grows:
 * `npm run test:soak`, or `npm run test:soak -- --seconds 60` for a short test.
 *
 * The first quarter is a warm-up. The second quarter is compared with the last. The exit code is 1
 * when a resource grew, an answer was unexpected, or the process did not stop cleanly.
 */
const { seconds } = parseArgs({ options: { seconds: { type: 'string', default: '1200' } } }).values;

/** Samples in a quarter. Each costs a garbage collection. */
const SAMPLES = 15;

/** Allowed growth of the median from the second to the last quarter: a fraction plus an amount. */
const TOLERANCES = {
  'RSS, MiB': { part: 0.05, amount: 8 }, // V8 returns memory at irregular times
  'heap after collection, MiB': { part: 0.02, amount: 1 }, // all of it is reachable
  'event loop delay p99, ms': { part: 0.5, amount: 20 }, // other work on the machine affects it
  'open descriptors': { part: 0, amount: 3 },
  timers: { part: 0, amount: 5 },
  'handles and requests': { part: 0, amount: 10 }, // requests in flight
};

/** Number of classes in the comparison of two heaps. */
const SHOWN = 20;

const print = (text) => process.stdout.write(`${text}\n`);

const application = await Application.start();
let isSteady = false;
try {
  isSteady = await soak();
} finally {
  const code = await application.stop();
  if (code !== 0) print(`the application ended with ${code}`);
  if (application.errors !== '')
    print(`errors of the application:\n${application.errors.slice(-2000)}`);
  process.exitCode = isSteady && code === 0 ? 0 : 1;
}

async function soak() {
  const load = new MixedLoad(application.url, await application.createClient());
  await load.start();
  const quarters = [await quarter()];
  await load.pause(); // a snapshot blocks the process for longer than idleTransactionTimeout
  const early = await application.snapshot('early');
  load.resume();
  for (let at = 1; at < 4; at++) quarters.push(await quarter());
  await load.pause();
  const late = await application.snapshot('late');

  printRequests(load);
  const isFlat = compare(quarters);
  printGrowth(await readHeapSnapshot(early), await readHeapSnapshot(late));
  return isFlat && load.failures.length === 0;
}

/** Takes the samples of a quarter and returns their medians. */
async function quarter() {
  const samples = [];
  while (samples.length < SAMPLES) {
    await pause((Number(seconds) * 1000) / 4 / SAMPLES);
    samples.push(await application.sample());
  }
  return Object.fromEntries(
    Object.keys(TOLERANCES).map((name) => {
      const values = samples.map((sample) => sample[name]).toSorted((a, b) => a - b);
      return [name, values[Math.floor(values.length / 2)]];
    }),
  );
}

function compare(quarters) {
  const rows = Object.entries(TOLERANCES).map(([name, { part, amount }]) => {
    const values = quarters.map((medians) => medians[name]);
    const limit = values[1] * (1 + part) + amount;
    const isFlat = values[3] <= limit;
    return [name, ...values.map(round), round(limit), isFlat ? 'flat' : 'GROWS'];
  });
  print(`\nmedians of the quarters of ${seconds} s`);
  printTable([['', 'first', 'second', 'third', 'last', 'limit', ''], ...rows]);
  return rows.every((row) => row.at(-1) === 'flat');
}

function printRequests({ counts, failures }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  print(`${total} requests, ${failures.length} with unexpected answers`);
  printTable(Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b)));
  for (const failure of new Set(failures.slice(0, 10))) print(`  ${failure}`);
}

function printGrowth(early, late) {
  print('\nheap: classes with the largest growth from the end of the first quarter to the end');
  const rows = growth(early, late, SHOWN).map(({ name, objects, bytes }) => [name, objects, bytes]);
  printTable([['class', 'objects', 'bytes'], ...rows]);
}

function printTable(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => String(row[column]).length)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]),
    );
    print(cells.join('  '));
  }
}

function round(value) {
  return Math.round(value * 10) / 10;
}
