import type { EventEmitter } from 'node:events';
import type { Connections } from './connections.js';
import type { Log } from './log.js';

interface Owner {
  connections: Connections;
  log: Log;
  /** Finishes the requests in flight and ends the process with an error. */
  stop: () => void;
}

/**
 * Owns the failures of a process that nothing else has handled. Node.js would exit at the first.
 *
 * A rejected promise leaves the rest of the process as it was: it is logged, and the request that
 * waits for it is closed. An exception in a callback can leave anything half done, so the process
 * logs it, finishes the requests in flight, and ends for its supervisor to start it again.
 */
export function ownProcessFailures(
  process: Pick<EventEmitter, 'on'>,
  { connections, log, stop }: Owner,
): void {
  process.on('unhandledRejection', (error) => {
    log.error({ msg: 'a promise was rejected and nothing handled it', error });
    connections.closeUnanswered();
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ msg: 'an exception was not caught, the process stops', error });
    log.flush();
    stop();
  });
}
