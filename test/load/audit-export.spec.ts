import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { plantEvents } from '../support/many-events.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { accessTokenAt } from '../support/requests.js';

const EVENTS = 1_000_000;

/**
 * MiB that an export of all events may need beyond that of a tenth of them. The first one of a process
 * took 115, because V8 collects late; the two after it took 24 and 42.
 */
const MAX_GROWTH = 150;

/** The events are one minute apart, so a tenth of them is before this time. */
const TENTH = new Date(Date.UTC(2026, 0, 1) + (EVENTS / 10) * 60_000).toISOString();

let database: TestDatabase;
let replicas: Replicas;
let token: string;

beforeAll(async () => {
  database = await createDatabase();
  const administration = await Administration.open(database.url);
  const client = await administration.createClient({ scopes: ['audit:read'] });
  await administration.close();
  await plantEvents(database, EVENTS);
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'silent' },
    settings: {
      'maxExported: 100000': `maxExported: ${EVENTS}`,
      'verifyEvery: 3600': 'verifyEvery: 0',
    },
  });
  token = await accessTokenAt(replicas.urls[0]!, client);
}, 1_800_000);
afterAll(async () => {
  await replicas?.stop();
  await database?.drop();
});

/** Memory of the server now, and the highest so far; MiB. */
async function memory(): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${replicas.processes[0]!.child.pid}/status`, 'utf8');
  const of = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** Reads an export, and counts its lines; a slow reader pauses between pieces. */
async function download(format: string, { query = '', pauseMs = 0 } = {}) {
  const url = `${replicas.urls[0]}/api/audit-events.${format}?${query}`;
  const headers = { Authorization: `Bearer ${token}` };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers }, resolve).on('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(await text(response));
  const began = performance.now();
  let lines = 0;
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    for (const byte of piece) if (byte === 0x0a) lines += 1;
    if (pauseMs > 0 && bytes < 40_000_000) await wait(pauseMs);
  }
  return { lines, megabytes: bytes / 1e6, seconds: (performance.now() - began) / 1000 };
}

it.each([
  ['csv', EVENTS + 1, 0],
  ['jsonl', EVENTS, 0],
  ['jsonl', EVENTS, 20],
] as const)(
  `sends a million events as %s (%i lines, pauses of %i ms) with at most ${MAX_GROWTH} MiB more than a tenth of them`,
  async (format, lines, pauseMs) => {
    const fresh = await memory();
    await download(format, { query: `filter[occurredAt][lt]=${TENTH}` });
    const before = await memory();
    // Those of the planted action: the server has added some of its keys.
    const result = await download(format, { query: 'filter[action]=role.updated', pauseMs });
    const after = await memory();
    process.stdout.write(
      `${format}, pauses of ${pauseMs} ms: ${result.megabytes.toFixed(0)} MB in ${result.seconds.toFixed(1)} s, ` +
        `memory ${fresh.now.toFixed(0)} MiB, after a tenth ${before.now.toFixed(0)} MiB, at most ${after.peak.toFixed(0)} MiB\n`,
    );
    expect(result.lines).toBe(lines);
    expect(after.peak - before.now).toBeLessThan(MAX_GROWTH);
  },
);
