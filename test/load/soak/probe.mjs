/**
 * Runs inside the measured process (`node --import`). It reports what /metrics does not have over
 * the IPC channel, and writes heap snapshots. It is not part of the product.
 */
import { writeHeapSnapshot } from 'node:v8';

process.on('message', ({ ask, path }) => {
  // Twice, because finalizers of the first collection may free more objects.
  globalThis.gc();
  globalThis.gc();
  if (ask === 'snapshot') process.send({ snapshot: writeHeapSnapshot(path) });
  else process.send({ heap: process.memoryUsage().heapUsed, handles: countResources() });
});

/** Counts timers, sockets, servers and other resources that keep the event loop alive. */
function countResources() {
  const counts = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
