import { Command, InvalidArgumentError } from 'commander';
import type { AuditEvent, AuditQuery, ChainPoint } from '#audit';
import { readNumber, readTime, sideOption } from './arguments.js';
import { withInstallation } from './installation.js';
import { jsonText, type Output, printable, printRecord, printRows, printTexts } from './output.js';

/** More than anybody reads; for all of it there is `export`. */
const LIST_LIMIT = 10_000;

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
    .addOption(sideOption())
    .option('--since <time>', 'such as 2026-12-31 or 2026-12-31T23:59:59Z', readTime)
    .option('--limit <number>', `1 to ${LIST_LIMIT}`, readNumber(1, LIST_LIMIT), 100)
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
  await withInstallation(async ({ auditTrail }) => printTexts(lines(auditTrail.export())));
}

async function* lines(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${jsonText(record(event))}\n`;
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

function readSubject(text: string): { type: string; id: string } {
  const colon = text.indexOf(':');
  if (colon < 1) throw new InvalidArgumentError('It is <type>:<id>.');
  return { type: text.slice(0, colon), id: text.slice(colon + 1) };
}

function readPoint(text: string): ChainPoint {
  const [, id, hash] = /^(0|[1-9]\d{0,17}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (!id || !hash) throw new InvalidArgumentError('It is <id>:<hash in 64 hexadecimal digits>.');
  return { id, hash: hash.toLowerCase() };
}
