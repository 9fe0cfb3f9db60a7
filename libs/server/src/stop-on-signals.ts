import { whenUnread } from './log.js';
import { failureLine } from './start-failure.js';

/**
 * Stops the server on a signal. The first signal finishes the requests in flight, or ends a start that
 * waits; a second Ctrl-C exits at once. The end of the parent process, or of the program that reads
 * the log, stops the server too.
 * The returned function stops the process in the same way. A failure during the stop ends the
 * process at once.
 */
export function stopOnSignals(
  stopServer: (reason: string) => Promise<void>,
): (exitCode: number, reason: string) => void {
  let stopping = false;
  let interrupts = 0;
  const stop = (exitCode: number, reason: string) => {
    if (stopping && exitCode !== 0) process.exit(exitCode);
    if (stopping) return;
    stopping = true;
    void stopServer(reason).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`${failureLine(error)}\n`);
        process.exit(1);
      },
    );
  };
  const signalled = (signal: string) => {
    // Ctrl-C reaches the process group, and `npm start` forwards it as SIGTERM, perhaps earlier.
    if (signal === 'SIGINT' && ++interrupts > 1) process.exit(130);
    stop(0, signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, signalled);
  process.on('disconnect', () => stop(0, 'the parent process has ended'));
  whenUnread(() => {
    if (!stopping) stop(1, 'nobody reads the log');
  });
  return stop;
}
