import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.js';
import { WRITE_SCOPES } from './clients.js';
import { CHANGES_PROGRAMS, LATCHKEY } from './contestants.js';
import { writerStatements } from './database-statements.js';
import { fetchChange, fetchToken } from './first-answer.js';
import { startLatchkey, trustVariables } from './latchkey.js';
import { changesPlan } from './plans.js';
import type { Entry, Extent } from './rounds.js';
import type { ServerProcess } from './server-process.js';

/** The writers change these users in turns, so two of them seldom wait for the same row. */
const ROWS = 30;

/** Some work follows the answers, up to a second later: Latchkey chains the audit events then. */
export const REST_MS = 1_500;

/** The warm-up with one writer. The same process had the usual warm-up with many. */
const SHORT_WARM_UP: Extent = { requests: 20_000, seconds: 2 };

/** One contestant with a number of writers. */
export interface WriteEntry extends Entry {
  contestant: string;
  writers: number;
}

/** Returns the name of an entry in the rounds. */
export function writeEntryName(contestant: string, writers: number): string {
  return `${contestant}, ${writers}`;
}

/**
 * Starts all contestants with one database, and returns the entries of each with many writers and
 * with one. `statements` change that database first.
 */
export async function startWriters(
  bench: Bench,
  name: string,
  statements: readonly string[] = [],
): Promise<WriteEntry[]> {
  const database = await bench.database.copy(name, {
    statements: [...writerStatements(bench.options.connections), ...statements],
  });
  const latchkey = await startLatchkey(bench, { database });
  const tokensIn = await fetchWriterTokens(bench, latchkey);
  const token = await fetchWriterToken(latchkey, 1);
  const first = withoutTime(await fetchChange(latchkey.url, token, 'first change'));
  const entries = writeEntries(bench, latchkey, { tokensIn });
  const environment = {
    ...trustVariables(latchkey, token),
    DATABASE_URL: bench.database.latchkeyUrls(database).owner,
  };
  for (const program of CHANGES_PROGRAMS) {
    const server = await bench.startProgram({ ...program, environment }, async (url) =>
      fetchChange(url, token, 'its first change'),
    );
    const answer = withoutTime(await fetchChange(server.url, token, 'first change'));
    assert.deepEqual(answer, first, 'all contestants must answer with the same document');
    entries.push(...writeEntries(bench, server, { tokensIn }));
  }
  return entries;
}

/**
 * Returns the entries of one contestant. The writers use the tokens of a file in turns. Conditional
 * changes have `If-Match`.
 */
export function writeEntries(
  bench: Bench,
  server: ServerProcess,
  { tokensIn, isConditional = false }: { tokensIn: string; isConditional?: boolean },
): WriteEntry[] {
  const { connections, seconds } = bench.options;
  return [connections, 1].map((writers) => {
    const rows = isConditional ? 2 * connections : ROWS;
    const work = { tokensIn, rows, isConditional };
    const plan = changesPlan(server, { connections: writers, seconds, ...work });
    const name = writeEntryName(server.name, writers);
    const warmUp = writers === 1 ? SHORT_WARM_UP : undefined;
    return { name, contestant: server.name, writers, server, plan: () => plan, warmUp };
  });
}

/**
 * Writes one token for each writer to a file, and returns its path. Each is of another client,
 * because Latchkey keeps some connections of its pool free of a single client.
 */
export async function fetchWriterTokens(bench: Bench, latchkey: ServerProcess): Promise<string> {
  const clients = Array.from({ length: bench.options.connections }, (_, at) => at + 1);
  const tokens = await Promise.all(
    clients.map(async (client) => fetchWriterToken(latchkey, client)),
  );
  const path = join(bench.directory, `tokens for ${latchkey.name}`);
  await writeFile(path, tokens.join('\n'));
  return path;
}

async function fetchWriterToken({ url }: ServerProcess, client: number): Promise<string> {
  return fetchToken(url, LATCHKEY, { client, scope: WRITE_SCOPES.join(' ') });
}

/** Returns an answer without the time of the change. */
function withoutTime(answer: unknown): unknown {
  const document = structuredClone(answer) as { data: { attributes: { updatedAt?: string } } };
  assert.match(String(document.data.attributes.updatedAt), /^\d{4}-\d\d-\d\dT/);
  delete document.data.attributes.updatedAt;
  return document;
}
