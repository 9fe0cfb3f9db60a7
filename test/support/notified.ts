import { randomUUID } from 'node:crypto';
import { Notifications } from '#database';
import type { TestApplication } from './applications.js';
import type { TestDatabase } from './database.js';

const CHANNEL = 'marks_of_tests';

/**
 * Resolves when the application has been notified of every change that was committed before:
 * notifications come in order. A client that is read after that stays in memory.
 */
export async function untilNotified(
  { app }: TestApplication,
  database: Pick<TestDatabase, 'query'>,
): Promise<void> {
  const mark = randomUUID();
  let isNotified = false;
  await new Promise<void>((resolve, reject) => {
    const send = async () => database.query(`SELECT pg_notify('${CHANNEL}', $1)`, [mark]);
    app.get(Notifications).listen(CHANNEL, {
      notified: (payload) => {
        if (payload !== mark) return;
        isNotified = true;
        resolve();
      },
      // The application listens from now on, or listens again.
      missed: () => {
        if (!isNotified) send().catch(reject);
      },
    });
  });
}
