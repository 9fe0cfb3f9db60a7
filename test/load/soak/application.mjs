import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Replacements in config.yml for a soak test. */
const SETTINGS = {
  // Tokens must expire, and revoked ones must be dropped from memory, within a quarter of the test.
  'accessTokenLifetime: 3600': 'accessTokenLifetime: 60',
  // The load always includes wrong secrets.
  'perClient: 20': 'perClient: 10000',
  'perNetwork: 200': 'perNetwork: 1000000',
  // A few clients send the complete load.
  'requestsPerSecond: 500': 'requestsPerSecond: 1000000',
  'tokensPerMinute: 6000': 'tokensPerMinute: 10000000',
  'revocationsPerMinute: 600': 'revocationsPerMinute: 10000000',
};

const SCOPES = [
  'users:read users:write roles:read roles:write customers:read customers:write',
  'clients:read clients:write audit:read keys:read tokens:revoke tokens:introspect',
].join(' ');

/**
 * A back office from the build with its own embedded database, and the measurements of its process.
 */
export class Application {
  #child;
  #environment;
  #directory;
  url;
  #metricsUrl;
  /** Its log, which has only errors, and its standard error. */
  errors = '';

  static async start() {
    const application = new Application();
    await application.#start();
    return application;
  }

  async #start() {
    this.#directory = await mkdtemp(join(tmpdir(), 'latchkey-soak-'));
    const config = join(this.#directory, 'config.yml');
    await writeFile(config, adjust(await readFile('config.yml', 'utf8')));
    const [port, managementPort] = [await freePort(), await freePort()];
    this.url = `http://127.0.0.1:${port}`;
    this.#metricsUrl = `http://127.0.0.1:${managementPort}`;
    this.#environment = {
      PATH: process.env.PATH,
      LATCHKEY_CONFIG: config,
      LOG_LEVEL: 'error',
      BACKOFFICE_HOST: '127.0.0.1',
      BACKOFFICE_PORT: String(port),
      BACKOFFICE_MANAGEMENT_PORT: String(managementPort),
      NODE_ENV: 'production',
    };
    const probe = new URL('./probe.mjs', import.meta.url).href;
    const flags = ['--expose-gc', '--import', probe, 'dist/apps/backoffice/src/main.js'];
    this.#child = spawn(process.execPath, flags, {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text) => (this.errors += text));
    // Standard output also has a welcome text, which is not JSON.
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.errors += `${line}\n`;
    });
    await this.#untilReady();
  }

  /** Creates a client on the command line, with the rights of the operator. */
  async createClient() {
    const parameters = ['--side', 'backoffice', '--name', 'soak', '--scopes', SCOPES, '--json'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['dist/apps/cli/src/main.js', 'clients', 'create', ...parameters],
      { env: this.#environment },
    );
    return JSON.parse(stdout);
  }

  /**
   * Takes a sample: MiB, milliseconds and counts. The heap is measured after a garbage collection.
   */
  async sample() {
    const text = await this.#metrics();
    const metric = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)[1]);
    const { heap, handles } = await this.#ask({ ask: 'resources' });
    await this.#metrics(); // resets the event loop delay, so that the collection is not in the next sample
    const sum = (kinds) => kinds.reduce((total, kind) => total + (handles[kind] ?? 0), 0);
    return {
      'RSS, MiB': metric('process_resident_memory_bytes') / 2 ** 20,
      'heap after collection, MiB': heap / 2 ** 20,
      'event loop delay p99, ms': metric('nodejs_eventloop_lag_p99_seconds') * 1000,
      'open descriptors': metric('process_open_fds'),
      timers: sum(['Timeout', 'Immediate']),
      'handles and requests': sum(Object.keys(handles)),
    };
  }

  /** Writes a heap snapshot into the directory of the application and returns its path. */
  async snapshot(name) {
    const path = join(this.#directory, `${name}.heapsnapshot`);
    return (await this.#ask({ ask: 'snapshot', path })).snapshot;
  }

  async stop() {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [code, signal] = await ended;
    await rm(this.#directory, { recursive: true, force: true });
    return code ?? signal;
  }

  async #metrics() {
    return (await fetch(`${this.#metricsUrl}/metrics`)).text();
  }

  async #ask(question) {
    const answer = once(this.#child, 'message');
    this.#child.send(question);
    return (await answer)[0];
  }

  async #untilReady() {
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; await pause(200)) {
      if (this.#child.exitCode !== null) break;
      const answer = await fetch(`${this.#metricsUrl}/health/ready`).catch(() => null);
      if (answer?.status === 200) return;
    }
    throw new Error(`the application does not start: ${this.errors}`);
  }
}

function adjust(text) {
  for (const [piece, replacement] of Object.entries(SETTINGS)) {
    if (!text.includes(piece)) throw new Error(`config.yml has no ${piece}`);
    text = text.replace(piece, replacement);
  }
  return text;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
