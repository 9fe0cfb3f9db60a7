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
 * A rejected promise leaves the rest of the process intact: it is logged, and the request that
 * waits for it is closed. An exception in a callback can leave anything half done: the process logs
 * it, finishes the requests in flight, and ends, so that its supervisor starts it again.
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
