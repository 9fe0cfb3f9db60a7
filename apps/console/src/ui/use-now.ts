import { useSyncExternalStore } from 'react';

/** Milliseconds between two updates of all relative times of the page. */
const INTERVAL_MS = 15_000;

/** Age in milliseconds from which a part that is drawn does not use the shared time. */
const OLD_MS = 1000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, INTERVAL_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in Unix milliseconds, which moves on at least every 15 seconds. All parts of a page share it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    // With an old time, what has just happened would be in the future.
    if (Date.now() - now > OLD_MS) now = Date.now();
    return now;
  });
}
