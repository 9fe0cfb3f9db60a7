/**
 * `npm run bench` runs all sections, or those of `--only`; see README.md in this folder. The exit
 * code is 1 when something does not work. It does not depend on the measured speed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bench } from './bench.js';
import { findCores } from './cores.js';
import { BenchDatabase } from './database.js';
import { type Options, readOptions } from './options.js';
import { busyProcesses, heading, section } from './report.js';
import { REPOSITORY } from './repository.js';
import { AGAINST } from './sections/against.js';
import { crowd } from './sections/crowd.js';
import { manyClients } from './sections/many-clients.js';
import { newTokens } from './sections/new-tokens.js';
import type { Section } from './sections/section.js';
import { standby } from './sections/standby.js';
import { startAndMemory } from './sections/start-and-memory.js';
import { tokens } from './sections/tokens.js';
import { users } from './sections/users.js';
import { writes } from './sections/writes.js';
import { NODE_MAJOR } from './targets.js';

const SECTIONS: readonly Section[] = [
  tokens('token', 'ES256'),
  tokens('rs256', 'RS256'),
  users,
  writes,
  standby,
  newTokens,
  manyClients,
  crowd,
  startAndMemory,
];

const options = optionsOrExit();
const sections = (options.against ? AGAINST : SECTIONS).filter(
  ({ name }) => options.only.length === 0 || options.only.includes(name),
);
const begin = performance.now();
const cores = findCores();
const others = busyProcesses();
const database = await BenchDatabase.start(cores);
const directory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
const bench = new Bench({ options, cores, database, directory });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    process.stderr.write(`ended by ${signal}\n`);
    void end().then(() => process.exit(1));
  });
}

try {
  const page: string[] = [];
  const print = (part: string) => {
    page.push(part);
    process.stdout.write(`${part}\n\n`);
  };
  print(await heading({ options, cores, others }));
  for (const { name, run } of sections) {
    process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${name}\n`);
    print(section(await run(bench)));
  }
  print(`The run took ${((performance.now() - begin) / 60_000).toFixed(1)} minutes.`);
  if (!options.quick && !options.against && options.only.length === 0) {
    await writeFile(
      join(REPOSITORY, `bench/results-node-${NODE_MAJOR}.md`),
      `${page.join('\n\n')}\n`,
    );
  }
} finally {
  await end();
}

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2), {
      usual: SECTIONS.map(({ name }) => name),
      against: AGAINST.map(({ name }) => name),
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nbench/README.md has the options.\n`);
    return process.exit(2);
  }
}

async function end(): Promise<void> {
  await bench.stop();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}
