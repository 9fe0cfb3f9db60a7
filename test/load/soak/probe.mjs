/**
 * Loaded into the process that is watched (`node --import`): tells over the channel of its parent
 * what /metrics does not have, and writes heap snapshots. Nothing of it is in the product.
 */
import { writeHeapSnapshot } from 'node:v8';

process.on('message', ({ ask, path }) => {
  // Twice: the first may leave behind what only a finalizer lets go of.
  globalThis.gc();
  globalThis.gc();
  if (ask === 'snapshot') process.send({ snapshot: writeHeapSnapshot(path) });
  else process.send({ heap: process.memoryUsage().heapUsed, handles: countResources() });
});

/** Timers, sockets, servers and the like that keep the event loop busy. */
function countResources() {
  const counts = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
