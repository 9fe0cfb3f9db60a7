/**
 * Prints the bytes that move to the old generation for a statement with 25 rows of 500 bytes. In a process of
 * its own, because V8 allocates in the old generation what lived long in earlier tests of a process.
 *
 *     node --expose-gc old-bytes.mjs <URL of a database>
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { connect } from '#database';

const STATEMENTS = 200;
const { dataSource, close } = await open(process.argv[2]);
const text = 'SELECT n::text, repeat($1, 500) AS text FROM generate_series(1, 25) n';
globalThis.gc();
const before = oldBytes();
for (let statement = 0; statement < STATEMENTS; statement += 1) {
  await dataSource.query(text, ['x']);
  await setImmediate();
  globalThis.gc({ type: 'minor' });
}
process.stdout.write(`${(oldBytes() - before) / STATEMENTS}\n`);
await close();

async function open(url) {
  const database = await connect({
    url,
    embeddedDirectory: '',
    poolSize: 1,
    startTimeout: 10,
    migrate: false,
    applicationName: 'old bytes',
    entities: [],
  });
  return { dataSource: database.dataSource, close: () => database.close() };
}

function oldBytes() {
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name: name }) => name === 'old_space').space_used_size;
}
