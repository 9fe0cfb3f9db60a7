import type { AuditLog } from '#audit';
import { AtomicOperations, inOneTransaction } from '#json-api';

type DataSource = Parameters<typeof inOneTransaction>[0];

/** All or none; their events come last, so that nobody waits for the end of the trail meanwhile. */
export function atomicOperations(dataSource: DataSource, audit: AuditLog): AtomicOperations {
  return new AtomicOperations(async (work) =>
    inOneTransaction(dataSource, async (transaction) => audit.gather(transaction, work)),
  );
}
