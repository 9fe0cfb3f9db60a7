import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AuditEvent, AuditQuery, ChainPoint } from '#audit';
import { SIDES } from '#oauth';
import { withInstallation } from './installation.js';
import { printRecord, printRows } from './output.js';

/** More than anybody reads; for all of it there is `export`. */
const LIST_LIMIT = 10_000;

/** A date, or a date and a time with an offset; what has no offset would mean another time elsewhere. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

interface Output {
  json?: boolean;
}

/** What was verified is not what was recorded. */
export class TrailBroken extends Error {
  /** Unlike 1, which also means that nothing could be verified. */
  readonly exitCode = 3;
}

/** `latchkey audit …`: who did what. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('who did what');
  audit
    .command('list')
    .description('recorded events, the newest first')
    .option('--action <action>', 'such as client.created')
    .option('--subject <type:id>', 'what was done to, such as client:<clientId>', readSubject)
    .option('--actor <actor>', 'who did it: a client id, an account')
    .addOption(new Option('--side <side>', 'of one side').choices(SIDES))
    .option('--since <time>', 'such as 2026-12-31 or 2026-12-31T23:59:59Z', readTime)
    .option('--limit <number>', `1 to ${LIST_LIMIT}`, readLimit, 100)
    .option('--json', 'a JSON array')
    .action(list);
  audit
    .command('verify')
    .description('recompute the chain of hashes; exit code 3 when it is broken')
    .option('--expect <id:hash>', 'an event and its hash, noted earlier', readPoint)
    .option('--json', 'one JSON object')
    .action(verify);
  audit.command('export').description('every event as a line of JSON').action(exportAll);
  return audit;
}

async function list({ json, ...query }: Output & AuditQuery): Promise<void> {
  const events = await withInstallation(({ auditTrail }) => auditTrail.list(query));
  printRows(events.map(json ? record : row), { json });
}

async function verify({ expect, json }: Output & { expect?: ChainPoint }): Promise<void> {
  const verification = await withInstallation(({ auditTrail }) =>
    auditTrail.verify({ expected: expect }),
  );
  if (verification.sound) {
    const { sound, count, head } = verification;
    printRecord({ sound, count, id: head.id, hash: head.hash }, { json });
    return;
  }
  const { id, fault } = verification;
  if (json) printRecord({ sound: false, id, fault }, { json });
  throw new TrailBroken(`the audit trail is broken at event ${id}: ${fault}`);
}

async function exportAll(): Promise<void> {
  await withInstallation(async ({ auditTrail }) => {
    try {
      await pipeline(Readable.from(lines(auditTrail.export())), process.stdout, { end: false });
    } catch (error) {
      // Who reads it has had enough, as `head` does.
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    }
  });
}

async function* lines(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(record(event))}\n`;
}

/** The whole event, its hashes as text. */
function record({ previousHash, hash, ...event }: AuditEvent): Record<string, unknown> {
  return { ...event, previousHash: previousHash.toString('hex'), hash: hash.toString('hex') };
}

/** What fits beside each other. */
function row(event: AuditEvent): Record<string, unknown> {
  const { id, occurredAt, actorType, action, subjectType, subjectId, occurrences } = event;
  return {
    id,
    occurredAt,
    actor: printable(`${actorType}:${event.actor}`),
    side: event.side ?? '-',
    action: printable(action),
    subject: subjectType === null ? '-' : printable(`${subjectType}:${subjectId}`),
    times: occurrences,
    reason: printable(event.reason ?? '-'),
  };
}

/** Texts come from outside, and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

function readSubject(text: string): { type: string; id: string } {
  const colon = text.indexOf(':');
  if (colon < 1) throw new InvalidArgumentError('It is <type>:<id>.');
  return { type: text.slice(0, colon), id: text.slice(colon + 1) };
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (!ISO_TIME.test(text) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('It is no ISO 8601 date, or date and time with an offset.');
  }
  return time;
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,5}$/.test(text) || limit < 1 || limit > LIST_LIMIT) {
    throw new InvalidArgumentError(`It is a number from 1 to ${LIST_LIMIT}.`);
  }
  return limit;
}

function readPoint(text: string): ChainPoint {
  const [, id, hash] = /^(0|[1-9]\d{0,17}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (!id || !hash) throw new InvalidArgumentError('It is <id>:<hash in 64 hexadecimal digits>.');
  return { id, hash: hash.toLowerCase() };
}
