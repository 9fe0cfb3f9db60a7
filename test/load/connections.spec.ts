import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Administration, type TestClient } from '../support/administration.js';
import { freePort } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { accessTokenAt, api, request } from '../support/requests.js';

/** Seconds: long enough to open ten thousand connections on a busy machine. */
const TIMES = { requestTimeout: 30, keepAliveTimeout: 45, responseTimeout: 20 };
const SETTINGS = {
  'keepAliveTimeout: 72': 'keepAliveTimeout: 45',
  'responseTimeout: 60': 'responseTimeout: 20',
};

let database: TestDatabase;
let administration: Administration;
let client: TestClient;
let replicas: Replicas;
let metricsUrl: string;

beforeAll(async () => {
  database = await createDatabase();
  administration = await Administration.open(database.url);
  client = await administration.createClient();
  const managementPort = await freePort();
  const variables = { BACKOFFICE_MANAGEMENT_PORT: String(managementPort), LOG_LEVEL: 'error' };
  metricsUrl = `http://127.0.0.1:${managementPort}/metrics`;
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables,
    settings: SETTINGS,
  });
});
afterAll(async () => {
  await replicas.stop();
  await administration.close();
  await database.drop();
});

const head = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n`;

/** A kind of misbehaving clients. */
interface Kind {
  /** Number of connections. */
  count: number;
  /** Sent once, at the start. */
  text: string;
  /** Sent repeatedly after that. */
  drop?: string;
  isReading?: boolean;
  /** Seconds until the server closes the connection. */
  seconds: number;
}

const KINDS: Record<string, Kind> = {
  'idle after a request': {
    count: 10_000,
    text: `${head('/nowhere')}\r\n`,
    seconds: TIMES.keepAliveTimeout,
  },
  'open and silent': { count: 10_000, text: '', seconds: TIMES.requestTimeout },
  'slow headers': {
    count: 2000,
    text: head('/'),
    drop: 'X-A: b\r\n',
    seconds: TIMES.requestTimeout,
  },
  'slow bodies': {
    count: 2000,
    text: 'POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 262144\r\n\r\n{',
    drop: ' ',
    seconds: TIMES.requestTimeout,
  },
  'unread answers': {
    count: 50,
    text: `${head('/api/openapi.json')}\r\n`.repeat(60),
    isReading: false,
    seconds: TIMES.responseTimeout,
  },
};

it.each(Object.entries(KINDS))(
  'other clients get prompt answers while misbehaving clients are connected: %s',
  async (name, kind) => {
    const url = replicas.urls[0]!;
    const before = await numbers();
    const good = new GoodClient(url, await accessTokenAt(url, client));
    const argument = JSON.stringify({ ...kind, port: Number(new URL(url).port) });
    const bad = fork('test/support/bad-clients.mjs', [argument], { execArgv: [] });
    const { during, gone } = await watch(bad, before, kind).finally(() => bad.kill());
    const { times, failures } = await good.stop();
    const at = (part: number) => Math.round(times[Math.floor((times.length - 1) * part)]!);
    const growth = (during.memory - before.memory) / 1024;
    process.stdout.write(
      `${name}: ${kind.count} connections, ${during.files - before.files} more files, ` +
        `${Math.round(growth / 1024)} MiB more, ${(growth / kind.count).toFixed(1)} KiB each; ` +
        `all closed after ${gone.toFixed(1)} s; other clients: ${times.length} requests, ` +
        `${failures.length} failed, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms\n`,
    );
    expect(failures).toEqual([]);
    expect(at(0.99)).toBeLessThan(1000);
    expect(gone).toBeLessThan(kind.seconds + 15);
  },
);

/**
 * Returns the server's files and memory while the clients are connected, and the seconds until it
 * has closed all.
 */
async function watch(bad: ChildProcess, before: { files: number }, { count }: Kind) {
  await once(bad, 'message'); // all are open
  const opened = performance.now();
  const files = async () => (await numbers()).files;
  await expect.poll(files, { timeout: 20_000 }).toBeGreaterThan(before.files + count * 0.9);
  const during = await numbers();
  // A client that does not read does not notice the close, so the test reads the server's metrics.
  await expect.poll(files, { timeout: 100_000, interval: 500 }).toBeLessThan(before.files + 20);
  return { during, gone: (performance.now() - opened) / 1000 };
}

async function numbers() {
  const { body } = await request(metricsUrl);
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)![1]);
  return { files: read('process_open_fds'), memory: read('process_resident_memory_bytes') };
}

/** Requests pages, one request at a time, until it is stopped. */
class GoodClient {
  readonly #times: number[] = [];
  readonly #failures: string[] = [];
  readonly #work: Promise<void>;
  #isStopping = false;

  constructor(url: string, token: string) {
    this.#work = this.#run(url, token);
  }

  async stop(): Promise<{ times: number[]; failures: string[] }> {
    this.#isStopping = true;
    await this.#work;
    return { times: this.#times.toSorted((a, b) => a - b), failures: this.#failures };
  }

  async #run(url: string, token: string): Promise<void> {
    while (!this.#isStopping) {
      const start = performance.now();
      const { status } = await api({ url }, token, '/api/users').catch((error: Error) => ({
        status: error.message,
      }));
      if (status !== 200) this.#failures.push(String(status));
      this.#times.push(performance.now() - start);
    }
  }
}
