import { Command } from 'commander';
import type { ChainPoint, Verification } from '#audit';
import { readPoint } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, printRecord } from './output.js';

/** An error that reports that the audit trail was changed after it was recorded. */
export class TrailBrokenError extends Error {
  /** The exit code. Code 1 means that the trail could not be verified. */
  readonly exitCode = 3;

  constructor({ id, problem }: Extract<Verification, { sound: false }>) {
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
  const verification = await withInstallation(({ auditTrail }) =>
    auditTrail.verify({ expected: expect }),
  );
  if (verification.sound) {
    const { sound, count, erased, start, head } = verification;
    const after = `${start.id}:${start.hash}`;
    printRecord({ sound, count, erased, after, id: head.id, hash: head.hash }, { json });
    return;
  }
  const { sound, id, problem: fault } = verification;
  if (json) printRecord({ sound, id, fault }, { json });
  throw new TrailBrokenError(verification);
}
