import type { DynamicModule } from '@nestjs/common';
import { changedSettings, ConfigError, loadConfig, settingName, type Config } from '#config';
import { Database } from '#database';
import { version } from '#launch';
import { createLog, type Log } from './log.js';
import { ownProcessFailures } from './process-failures.js';
import { failureLine } from './start-failure.js';
import { startServer, type RunningServer } from './start-server.js';
import { StartModule } from './start.module.js';
import { stopOnSignals } from './stop-on-signals.js';
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
  let log: Log | undefined;
  const interruption = new AbortController();
  try {
    config = loadConfig();
    log = createLog(side, config.log);
    requireKeyEncryptionKey(config, side);
    const starting = start(application, config, interruption.signal);
    const stop = stopOnSignals(stopOf(starting, interruption, log));
    const server = await starting;
    ownProcessFailures(process, {
      ...server,
      stop: () => stop(1, 'an exception that nothing caught'),
    });
  } catch (error) {
    if (interruption.signal.aborted && error === interruption.signal.reason) return;
    log?.debug({ context: 'Server', msg: 'the server did not start', error });
    process.stderr.write(`${side}: ${failureLine(error, config, side)}\n`);
    // Not process.exitCode: handles that were opened before the failure would keep the process
    // alive.
    process.exit(error instanceof ConfigError ? error.exitCode : 1);
  }
}

/** Returns the function that stops the server, or its start while that waits for the database. */
function stopOf(starting: Promise<RunningServer>, interruption: AbortController, log: Log) {
  return async (reason: string) => {
    const interrupted = new Error('the start was interrupted');
    interruption.abort(interrupted);
    try {
      const server = await starting;
      const msg = 'stopping: requests in flight are answered first';
      server.log.info({ context: 'Server', msg, reason });
      await server.stop();
    } catch (error) {
      if (error !== interrupted) throw error;
    }
    log.info({ context: 'Server', msg: 'stopped', reason, version: version() });
  };
}

async function start(
  { side, module, welcome }: Application,
  config: Config,
  signal: AbortSignal,
): Promise<RunningServer> {
  const server = await startServer(side, StartModule.around(module(config), signal), config);
  const isText = isForPeople(config.log, process.stdout);
  const output = isText ? process.stdout : process.stderr;
  try {
    const text = await welcome?.(server, textStyle(output));
    logStart(server, config, side);
    if (text) output.write(text);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Logs which version runs where, on which schema, and with which settings. */
function logStart(server: RunningServer, config: Config, side: Application['side']): void {
  const { app, log, addresses } = server;
  const url = config[side].issuer;
  log.info({
    context: 'Server',
    msg: 'started',
    version: version(),
    node: process.version,
    url,
    docs: `${url}/api/docs`,
    ...addresses,
    schema: app.get(Database).schema,
    settings: changedSettings(config, side),
  });
}

/** Requires a key-encryption key, except with the embedded database, which makes and stores one. */
function requireKeyEncryptionKey(config: Config, side: Application['side']): void {
  if (config.database.url === 'embedded' || config[side].oauth.keyEncryptionKey !== '') return;
  throw new ConfigError('the configuration is incomplete', [
    {
      path: settingName(config, `${side}.oauth.keyEncryptionKey`),
      message:
        'is required with an external database: make one with `bin/latchkey.js keys new-kek`',
    },
  ]);
}
