import { once } from 'node:events';
import { connect } from '#database';

/**
 * A process that uses the database: `node database-user.mjs url directory migrate`. It prints the URL
 * of its database, and closes at the end of its input, at Ctrl-C or at SIGTERM.
 */
const [url = '', embeddedDirectory = '', migrate] = process.argv.slice(2);
const end = Promise.race([
  once(process.stdin.resume(), 'end'),
  once(process, 'SIGINT'),
  once(process, 'SIGTERM'),
]);

const database = await connect({
  url,
  embeddedDirectory,
  poolSize: 2,
  startTimeout: 5,
  migrate: migrate === 'migrate',
  applicationName: 'database-user',
  entities: [],
});
process.stdout.write(`${database.dataSource.options.url}\n`);

await end;
await database.close();
process.stdin.destroy();
