import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Config } from '#config';
import { Turns } from '#database';
import { basePathOf, serveBelow } from './base-path.js';
import { type Authentication, AUTHENTICATION } from './authentication.js';
import { checkBeforeBody } from './before-body.js';
import { readBodies } from './bodies.js';
import type { Connections } from './connections.js';
import { corsOptions, tokenEndpointWarning } from './cors.js';
import { securityHeaders } from './security-headers.js';
import { gracefulStop } from './graceful-stop.js';
import { createHttpAdapter } from './http-adapter.js';
import { createLog, type Log, NestLog } from './log.js';
import { createManagementServer, READINESS_CHECKS } from './management-server.js';
import { countConnections, countWaiting, METRICS, reportBuild } from './metrics.js';
import { observeProcess } from './process-metrics.js';
import { measureRequests } from './request-durations.js';
import { listeningHost } from './listening-host.js';
import { takeTurns } from './turns.js';

/** A running application with its public port and its management port. */
export interface RunningServer {
  app: NestFastifyApplication;
  port: number;
  managementPort: number;
  /** Where both ports listen, such as `[::]:3000`. */
  addresses: { listening: string; management: string };
  log: Log;
  connections: Connections;
  /** Finishes the requests in flight, for `http.shutdownTimeout` seconds at most. */
  stop(): Promise<void>;
}

/** Starts the application of one side; resolves when both its ports answer. */
export async function startServer(
  side: 'backoffice' | 'storefront',
  module: DynamicModule,
  config: Config,
): Promise<RunningServer> {
  const { host, port, managementHost, managementPort } = config[side];
  const log = createLog(side, config.log);
  const warning = tokenEndpointWarning(side, config[side].cors);
  if (warning) log.warn({ context: 'Server', msg: warning });
  const { app, connections } = await createApplication(module, { side, config, log });
  const registry = app.get<Registry>(METRICS);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  measureRequests(fastify, registry);
  reportBuild(side, registry);
  const readBy = { authentication: app.get<Authentication>(AUTHENTICATION), limits: config.http };
  checkBeforeBody(fastify, readBy);
  readBodies(fastify, readBy);
  const turns = app.get(Turns);
  takeTurns(fastify, { ...readBy, turns });
  countWaiting(turns, registry);
  connections.answerInTurn();
  serveBelow(basePathOf(config[side].issuer), app.getHttpServer());
  countConnections(connections, registry);
  const stopObserving = observeProcess(registry);

  let serving = false;
  const stopApp = gracefulStop(app, connections, config.http.shutdownTimeout);
  const management = createManagementServer({
    checks: app.get(READINESS_CHECKS),
    isServing: () => serving,
    registry,
    log,
  });
  const stop = async () => {
    serving = false;
    await stopApp().finally(stopObserving);
    management.closeAllConnections();
    await new Promise((resolve) => management.close(resolve));
  };
  try {
    await listen(management, managementPort, await listeningHost(managementHost, log));
    management.on('error', (error) =>
      log.error({ msg: 'the management port could not accept a connection', error }),
    );
    await app.listen({ port, host: await listeningHost(host, log) });
  } catch (error) {
    await stop();
    throw error;
  }
  serving = true;
  log.flush();
  const [own, ofManagement] = [addressOf(app.getHttpServer()), addressOf(management)];
  return {
    app,
    port: own.port,
    managementPort: ofManagement.port,
    addresses: { listening: textOf(own), management: textOf(ofManagement) },
    log,
    connections,
    stop,
  };
}

async function createApplication(
  module: DynamicModule,
  { side, config, log }: { side: 'backoffice' | 'storefront'; config: Config; log: Log },
): Promise<{ app: NestFastifyApplication; connections: Connections }> {
  const { issuer, cors } = config[side];
  const { requestIdHeader } = config.http;
  const { adapter, routes, connections } = createHttpAdapter(config, {
    log,
    headers: securityHeaders(issuer),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(log),
    cors: corsOptions(cors, { routes, requestIdHeader }),
    bodyParser: false,
    abortOnError: false,
  });
  return { app, connections };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo;
}

function textOf({ address, family, port }: AddressInfo): string {
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
