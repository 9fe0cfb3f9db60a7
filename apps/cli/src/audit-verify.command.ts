import { Command } from 'commander';
import type { ChainPoint, TrailVerification, VerifiedEvents } from '#audit';
import { readPoint } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, printMessage, printRecord } from './output.js';

/** Milliseconds between two lines of progress. */
const PROGRESS_MS = 2000;

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
  const verification = await withInstallation(({ auditTrail }) =>
    auditTrail.verify({ expected: expect, progress: progressLines() }),
  );
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

/** Returns a function that prints the progress of a long verification to standard error. */
function progressLines(): (events: VerifiedEvents) => void {
  let printedAtMs = performance.now();
  return ({ verified, total }) => {
    if (performance.now() - printedAtMs < PROGRESS_MS) return;
    printedAtMs = performance.now();
    printMessage(`verified ${verified} of ${total} events`);
  };
}
