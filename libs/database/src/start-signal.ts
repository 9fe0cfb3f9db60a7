import { setTimeout as pause } from 'node:timers/promises';

/**
 * Token of an `AbortSignal` that ends a start which waits for the database or for its schema. A
 * process provides it globally; an application without it waits until `startTimeout`.
 */
export const START_SIGNAL = Symbol('START_SIGNAL');

/**
 * Settles as `work` does, or rejects with the reason of the signal when that comes first. The work
 * itself goes on until it looks at the signal.
 */
export async function interruptible<Result>(
  signal: AbortSignal | undefined,
  work: Promise<Result>,
): Promise<Result> {
  if (!signal) return work;
  let interrupt!: () => void;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = () => reject(signal.reason as Error);
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt);
  });
  return Promise.race([work, interrupted]).finally(() =>
    signal.removeEventListener('abort', interrupt),
  );
}

/** Waits for a time that the signal may cut short. */
export async function interruptiblePause(ms: number, signal?: AbortSignal): Promise<void> {
  await interruptible(signal, pause(ms));
}
