import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';
import type { Log } from './log.js';

/**
 * Checks that must pass before requests are sent to this process, by name. A failed check throws;
 * a check that passes with a restriction resolves with the word for its state.
 */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** Milliseconds; a slower check counts as failed, before the usual probe timeout of 1 s. */
const CHECK_TIMEOUT_MS = 800;

export interface ManagementServerOptions {
  checks: ReadinessChecks;
  isServing: () => boolean;
  registry: Registry;
  log: Log;
}

/**
 * Serves health and metrics on a separate port, so that they are never public.
 *
 * - `/health/live`: 200 while the process answers; restart a process that does not answer.
 * - `/health/ready`: 200 while the process can serve; not during start or stop.
 * - `/metrics`: metrics for Prometheus.
 */
export function createManagementServer(options: ManagementServerOptions): Server {
  return createServer((request, response) => {
    const { method = '', url = '' } = request;
    const send = ({ status, type = JSON_TYPE, body }: Answer) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const isEmpty = method === 'HEAD' || method === 'OPTIONS';
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Length': method === 'OPTIONS' ? 0 : Buffer.byteLength(text),
        'Cache-Control': 'no-store',
        ...((method === 'OPTIONS' || status === 405) && { Allow: ALLOWED }),
      });
      response.end(isEmpty ? undefined : text);
    };
    const fail = (error: unknown) => {
      options.log.error({ msg: 'the management port could not answer a request', error });
      response.destroy();
    };
    if (!METHODS.has(method)) {
      return send({ status: 405, body: { status: 'error', error: `allowed: ${ALLOWED}` } });
    }
    switch (url.split('?', 1)[0]) {
      case '/health/live':
        return send({ status: 200, body: { status: 'up' } });
      case '/health/ready':
        return void readiness(options).then(send).catch(fail);
      case '/metrics':
        return void metrics(options).then(send).catch(fail);
      default:
        return send({ status: 404, body: { status: 'error', error: PATHS } });
    }
  });
}

/**
 * Methods of health checks; HAProxy uses OPTIONS by default. All have the status of GET: an OPTIONS
 * that is always 200 would keep an unready process in rotation.
 */
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const ALLOWED = [...METHODS].join(', ');

const JSON_TYPE = 'application/json';
const PATHS = 'available paths: /health/live, /health/ready, /metrics';

interface Answer {
  status: number;
  type?: string;
  body: string | object;
}

/** Logs the reason of a failure; the response omits it, because the port requires no token. */
async function metrics({ registry, log }: ManagementServerOptions): Promise<Answer> {
  try {
    return { status: 200, type: registry.contentType, body: await registry.metrics() };
  } catch (error) {
    log.error({ msg: 'the metrics cannot be collected', error });
    return { status: 500, body: { status: 'error', error: 'the metrics cannot be collected' } };
  }
}

async function readiness({ checks, isServing }: ManagementServerOptions): Promise<Answer> {
  const serving = isServing();
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await stateOf(check)] as const),
  );
  const up = serving && results.every(([, state]) => state !== DOWN);
  return {
    status: up ? 200 : 503,
    body: { status: up ? 'up' : DOWN, serving, checks: Object.fromEntries(results) },
  };
}

const DOWN = 'down';

async function stateOf(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(DOWN), CHECK_TIMEOUT_MS);
  });
  const state = (async () => check())().then(
    (word) => (typeof word === 'string' ? word : 'up'),
    () => DOWN,
  );
  return Promise.race([state, tooLate]).finally(() => clearTimeout(timer));
}
