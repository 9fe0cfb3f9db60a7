import type { DynamicModule } from '@nestjs/common';
import { ConfigError, loadConfig, type Config } from '#config';
import { ownProcessFailures } from './process-failures.js';
import { startServer, type RunningServer } from './start-server.js';

/** What an application tells about itself besides its modules. */
export interface Application {
  side: 'backoffice' | 'storefront';
  module: (config: Config) => DynamicModule;
  /** After both ports answer. What it returns is printed, as it is, once. */
  welcome?: (server: RunningServer) => Promise<string | undefined>;
}

/** The whole life of a server process: configuration, start, signals, exit code. */
export async function runServer(application: Application): Promise<void> {
  const { side } = application;
  try {
    const config = loadConfig();
    requireKeyEncryptionKey(config, side);
    const starting = start(application, config);
    const stop = stopOnSignals(async () => (await starting).stop());
    ownProcessFailures(process, { ...(await starting), stop: () => stop(1) });
  } catch (error) {
    process.stderr.write(`${side}: ${explain(error)}\n`);
    // Not process.exitCode: whatever was opened before the failure must not keep us alive.
    process.exit(error instanceof ConfigError ? error.exitCode : 1);
  }
}

async function start({ side, module, welcome }: Application, config: Config) {
  const server = await startServer(side, module(config), config);
  try {
    const text = await welcome?.(server);
    if (text) process.stdout.write(text);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Only the embedded database, for development, goes with a key that is made and kept beside it. */
function requireKeyEncryptionKey(config: Config, side: Application['side']): void {
  if (config.database.url === 'embedded' || config[side].oauth.keyEncryptionKey !== '') return;
  throw new ConfigError('the configuration is incomplete', [
    {
      path: `${side}.oauth.keyEncryptionKey`,
      message: 'is needed with a real database: make one with `npx latchkey keys new-kek`',
    },
  ]);
}

/**
 * The first signal finishes what is in flight, or the start that it interrupts;
 * a person who presses Ctrl-C again does not want to wait. A parent that started
 * us stops us by ending, too. The returned function stops the process in the same
 * way; a failure during the stop ends the process at once.
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
    // Ctrl-C reaches the whole group, and `npm start` passes it on as SIGTERM, perhaps earlier.
    if (signal === 'SIGINT' && ++interrupts > 1) process.exit(130);
    stop(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, signalled);
  process.on('disconnect', () => stop(0));
  return stop;
}

/** One line for what an operator can mend; the stack for what is a bug. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `port ${port} is taken: stop whoever has it, or choose another one in config.yml`;
  }
  const isBug = error instanceof TypeError || error instanceof ReferenceError;
  return isBug ? (error.stack ?? error.message) : error.message;
}
