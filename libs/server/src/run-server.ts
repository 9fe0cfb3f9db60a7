import type { DynamicModule } from '@nestjs/common';
import { ConfigError, loadConfig, type Config } from '#config';
import { whenUnread } from './log.js';
import { ownProcessFailures } from './process-failures.js';
import { startServer, type RunningServer } from './start-server.js';
import { isForPeople, textStyle, type TextStyle } from './terminal.js';

/** Description of an application: its side, its modules and a welcome text. */
export interface Application {
  side: 'backoffice' | 'storefront';
  module: (config: Config) => DynamicModule;
  /**
   * Called after both ports answer. The returned text is for people, so it does not mix with JSON
   * lines: it goes to standard output only if the log is text, and otherwise to standard error.
   */
  welcome?: (server: RunningServer, style: TextStyle) => Promise<string | undefined>;
}

/** Runs a server process from start to exit: configuration, start, signals, exit code. */
export async function runServer(application: Application): Promise<void> {
  const { side } = application;
  let config: Config | undefined;
  try {
    config = loadConfig();
    requireKeyEncryptionKey(config, side);
    const starting = start(application, config);
    const stop = stopOnSignals(async () => {
      const server = await starting;
      server.log.info({
        context: 'Server',
        msg: 'stopping: requests in flight are answered first',
      });
      await server.stop();
    });
    ownProcessFailures(process, { ...(await starting), stop: () => stop(1) });
  } catch (error) {
    process.stderr.write(`${side}: ${explain(error, config?.[side])}\n`);
    // Not process.exitCode: handles that were opened before the failure would keep the process
    // alive.
    process.exit(error instanceof ConfigError ? error.exitCode : 1);
  }
}

async function start({ side, module, welcome }: Application, config: Config) {
  const server = await startServer(side, module(config), config);
  const isText = isForPeople(config.log, process.stdout);
  const output = isText ? process.stdout : process.stderr;
  const url = config[side].issuer;
  try {
    const text = await welcome?.(server, textStyle(output));
    if (!text || !isText) {
      server.log.info({ context: 'Server', msg: 'serving', url, docs: `${url}/api/docs` });
    }
    if (text) output.write(text);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Requires a key-encryption key, except with the embedded database, which makes and stores one. */
function requireKeyEncryptionKey(config: Config, side: Application['side']): void {
  if (config.database.url === 'embedded' || config[side].oauth.keyEncryptionKey !== '') return;
  throw new ConfigError('the configuration is incomplete', [
    {
      path: `${side}.oauth.keyEncryptionKey`,
      message:
        'is required with an external database: make one with `bin/latchkey.js keys new-kek`',
    },
  ]);
}

/**
 * Stops the server on a signal. The first signal finishes the requests in flight, or the start that
 * it interrupts; a second Ctrl-C exits at once. The end of the parent process, or of the program that
 * reads the log, stops the server too.
 * The returned function stops the process in the same way. A failure during the stop ends the
 * process at once.
 */
function stopOnSignals(stopServer: () => Promise<void>): (exitCode: number) => void {
  let stopping = false;
  let interrupts = 0;
  const stop = (exitCode: number) => {
    if (stopping && exitCode !== 0) process.exit(exitCode);
    if (stopping) return;
    stopping = true;
    void stopServer().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  const signalled = (signal: string) => {
    // Ctrl-C reaches the process group, and `npm start` forwards it as SIGTERM, perhaps earlier.
    if (signal === 'SIGINT' && ++interrupts > 1) process.exit(130);
    stop(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, signalled);
  process.on('disconnect', () => stop(0));
  whenUnread(() => {
    if (!stopping) stop(1);
  });
  return stop;
}

/** Returns one line for a problem that an operator can solve, and the stack for a bug. */
function explain(error: unknown, listening?: Config[Application['side']]): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const isManagement = listening && port === listening.managementPort;
    const use = isManagement
      ? `, perhaps by another Latchkey that serves port ${listening.port}`
      : '';
    return `port ${port} is in use${use}: stop the process that uses it, or configure another port in config.yml`;
  }
  const isBug = error instanceof TypeError || error instanceof ReferenceError;
  return isBug ? (error.stack ?? error.message) : error.message;
}
