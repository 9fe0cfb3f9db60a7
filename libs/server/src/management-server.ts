import { createServer, type Server } from 'node:http';

/** What must work before requests are sent here; by name, each throws when it does not. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** Milliseconds; a check that takes longer counts as failed, before the usual probe (1 s) gives up. */
const CHECK_TIMEOUT_MS = 800;

/**
 * Health on a port of its own, so that nothing of it is ever public.
 *
 * `/health/live`: the process answers; restart it when it does not.
 * `/health/ready`: it can serve; not while it starts, stops, or lacks its database.
 */
export function createManagementServer(checks: ReadinessChecks, isServing: () => boolean): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return answer(405, { status: 'error', error: 'GET only' });
    }
    switch (request.url) {
      case '/health/live':
        return answer(200, { status: 'up' });
      case '/health/ready':
        return void readiness(checks, isServing()).then(({ up, ...parts }) =>
          answer(up ? 200 : 503, { status: up ? 'up' : 'down', ...parts }),
        );
      default:
        return answer(404, { status: 'error', error: 'there is /health/live and /health/ready' });
    }
  });
}

async function readiness(checks: ReadinessChecks, serving: boolean) {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await isUp(check)] as const),
  );
  return {
    up: serving && results.every(([, up]) => up),
    serving,
    checks: Object.fromEntries(results.map(([name, up]) => [name, up ? 'up' : 'down'])),
  };
}

async function isUp(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  const passed = check().then(
    () => true,
    () => false,
  );
  return Promise.race([passed, tooLate]).finally(() => clearTimeout(timer));
}
