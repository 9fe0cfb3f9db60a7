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
 * Handles the unhandled failures of a process. Node.js would exit at the first one.
 *
 * A rejected promise leaves the rest of the process intact. The process logs it and closes the
 * connection of the request that waits for it. An exception in a callback can leave work half done.
 * The process logs it, finishes the requests in flight, and exits, so that its supervisor restarts
 * it.
 */
export function ownProcessFailures(
  process: Pick<EventEmitter, 'on'>,
  { connections, log, stop }: Owner,
): void {
  process.on('unhandledRejection', (error) => {
    log.error({ msg: 'unhandled promise rejection (a bug); the process goes on', error });
    connections.closeUnanswered();
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ msg: 'uncaught exception (a bug); the process stops', error });
    log.flush();
    stop();
  });
}
