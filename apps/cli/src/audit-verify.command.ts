import { Command } from 'commander';
import type { AuditTrail, ChainPoint, TrailVerification } from '#audit';
import { readPoint } from './arguments.js';
import { operator, withInstallation } from './installation.js';
import { type Output, printMessage, printRecord } from './output.js';
import { withProgress } from './progress.js';

/** An error that reports that the audit trail was changed after it was recorded. */
export class TrailBrokenError extends Error {
  /** The exit code. Code 1 means that the trail could not be verified. */
  readonly exitCode = 3;

  constructor({ id, problem }: Extract<TrailVerification, { sound: false }>) {
    super(`the audit trail is broken at event ${id}: ${problem}`);
  }
}

/** `latchkey audit verify`: verifies the hash chain of the trail. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('verify the hash chain of the trail; exit code 3 when it is broken')
    .option(
      '--expect <id:hash>',
      'id and hash of an event, noted earlier, that the trail must contain',
      readPoint,
    )
    .option('--json', 'print one JSON object')
    .action(verify);
}

async function verify({ expect, json }: Output & { expect?: ChainPoint }): Promise<void> {
  const verification = await withInstallation(async ({ auditTrail }) => {
    const found = await withProgress(['verified', 'events'], async (report) =>
      auditTrail.verify({
        expected: expect,
        progress: ({ verified, total }) => report(verified, total),
      }),
    );
    await record(auditTrail, found);
    return found;
  });
  const { unsealed } = verification;
  const waiting = { unsealed: unsealed.count, unsealedSeconds: Math.round(unsealed.age) };
  if (verification.sound) {
    const { sound, count, erased, start, head } = verification;
    const after = `${start.id}:${start.hash}`;
    printRecord(
      { sound, count, erased, after, id: head.id, hash: head.hash, ...waiting },
      { json },
    );
    return;
  }
  const { sound, id, problem: fault } = verification;
  if (json) printRecord({ sound, id, fault, ...waiting }, { json });
  throw new TrailBrokenError(verification);
}

/** Records the outcome for the API. A copy of the database that is read-only can be verified too. */
async function record(trail: AuditTrail, verification: TrailVerification): Promise<void> {
  try {
    const { name } = operator().actor;
    await trail.record(verification, { type: 'command', name });
  } catch (error) {
    printMessage(`the outcome is not recorded in the database: ${(error as Error).message}`);
  }
}
