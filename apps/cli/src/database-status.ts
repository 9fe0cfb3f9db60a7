import type { Database, ReplicaState, Schema } from '#database';
import { withDatabase } from './installation.js';
import { type Output, printRecord } from './output.js';
import { loadTerminalConfig, setExitCode } from './terminal.js';

/** Exit code for a schema that is not that of this version, as of `clients plan`. */
const DIFFERENT = 2;

type State = 'current' | 'behind' | 'ahead' | 'diverged';

/**
 * `latchkey database status`: compares the migrations of the database with those of this version,
 * and checks the engine.
 */
export async function showStatus(output: Output): Promise<void> {
  const { withoutPassword } = await import('#config');
  const { url, readUrl } = (await loadTerminalConfig()).database;
  const { schema, server, engine, replica } = await withDatabase(async (database) => ({
    ...(await statusOf(database)),
    replica: await replicaOf(database),
  }));
  const state = stateOf(schema);
  const common = { database: withoutPassword(url), server, engine: engine ?? 'suitable', state };
  const { version, migrations, missing, unknown } = schema;
  const address = withoutPassword(readUrl);
  if (output.json) {
    const shown = replica && { replica: { url: address, ...replica } };
    printRecord({ ...common, version, migrations, missing, unknown, ...shown }, output);
  } else {
    const shown = replica && { replica: `${address}: ${replicaText(replica)}` };
    const migrated = { version: version ?? 'none', migrations, ...(await remedy(schema)) };
    printRecord({ ...common, ...migrated, ...shown }, output);
  }
  if (engine) setExitCode(1);
  else if (state !== 'current') setExitCode(DIFFERENT);
}

async function statusOf(database: Database) {
  const { readSchema, requireEngine } = await import('#database');
  const { dataSource } = database;
  const [{ server }] = await dataSource.query<[{ server: string }]>(
    `SELECT current_setting('server_version') AS server`,
  );
  const engine = await requireEngine(dataSource, { listens: false }).then(
    () => null,
    ({ message }: Error) => message,
  );
  return { schema: await database.asOwner(readSchema), server, engine };
}

/** Looks at the standby of `database.readUrl`; null when there is none. */
async function replicaOf({ dataSource }: Database): Promise<ReplicaState | null> {
  const { url, readUrl } = (await loadTerminalConfig()).database;
  if (readUrl === '') return null;
  const { replicaState } = await import('#database');
  return replicaState(dataSource, { primaryUrl: url, url: readUrl });
}

function replicaText(replica: ReplicaState): string {
  if (replica.state === 'unusable') return `not used: ${replica.reason}`;
  const { behindMs, behindBytes } = replica;
  if (behindMs === null) return `a standby that does not catch up, ${behindBytes} bytes behind`;
  return `a standby that caught up in ${behindMs} ms, from ${behindBytes} bytes behind`;
}

function stateOf({ missing, unknown }: Schema): State {
  if (missing.length > 0) return unknown.length > 0 ? 'diverged' : 'behind';
  return unknown.length > 0 ? 'ahead' : 'current';
}

/** Lines for people about what differs, and what to do. */
async function remedy(schema: Schema): Promise<Record<string, string>> {
  const { behind } = await import('#database');
  const { missing, unknown } = schema;
  return {
    ...(missing.length > 0 && { missing: missing.join(', '), 'to do': behind(schema) }),
    ...(unknown.length > 0 && { unknown: unknown.join(', '), 'to do': 'use the newer version' }),
  };
}
