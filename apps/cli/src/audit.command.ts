import { Command, InvalidArgumentError } from 'commander';
import type { AuditQuery, RecordedEvent } from '#audit';
import { printable } from '#text/characters';
import { readNumber, readTime, sideOption, wideOption } from './arguments.js';
import { exported, exportLines } from './audit-export.js';
import { pruneCommand } from './audit-prune.command.js';
import { verifyCommand } from './audit-verify.command.js';
import { withInstallation } from './installation.js';
import {
  isScreen,
  jsonText,
  type Output,
  printPages,
  printRows,
  printTexts,
  timeText,
} from './output.js';
import { withProgress } from './progress.js';

/** Events. No operator reads more; `export` prints all. */
const LIST_LIMIT = 10_000;

/** `latchkey audit …`: the audit trail. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('read, verify, export and prune the audit trail');
  audit
    .command('list')
    .description('list events, newest first')
    .option('--action <action>', 'only events of this action, such as client.created')
    .option(
      '--subject <type:id>',
      'only events of this resource, as the list prints it, such as oauth-clients:<clientId>',
      readSubject,
    )
    .option(
      '--actor <actor>',
      'only events of this actor, as the list prints it, such as client:<clientId> or command:root; or its name alone',
    )
    .addOption(sideOption())
    .option(
      '--since <time>',
      'only events since this time, such as 2026-12-31 or 2026-12-31T23:59:59Z',
      readTime,
    )
    .option('--until <time>', 'only events before this time', readTime)
    .option(
      '--limit <number>',
      `maximum number of events, 1 to ${LIST_LIMIT}`,
      readNumber(1, LIST_LIMIT),
      100,
    )
    .option('--follow', 'print new events as they are sealed, the oldest first, until you stop it')
    .addOption(wideOption())
    .option('--json', 'print a JSON array; with --follow, a line of JSON for each event')
    .action(list);
  audit.addCommand(verifyCommand());
  audit
    .command('export')
    .description('print every event as one line of JSON, oldest first')
    .action(exportAll);
  audit.addCommand(pruneCommand());
  return audit;
}

type ListOptions = Output & AuditQuery & { follow?: boolean };

async function list({ json, wide, follow, ...query }: ListOptions): Promise<void> {
  await withInstallation(async ({ auditTrail }) => {
    if (follow) return printTexts(followedLines(auditTrail.follow(query), json));
    const pages = auditTrail.pages(query);
    if (json) await printPages(records(pages), { json });
    else
      await printRows(await rows(pages), { json, wide }, { details: ['side', 'times', 'reason'] });
  });
}

/** Formats each event as it comes: as JSON, or as a line whose columns need no other row. */
async function* followedLines(pages: AsyncIterable<RecordedEvent[]>, json = false) {
  for await (const page of pages) {
    for (const event of page) {
      if (json) yield `${jsonText(exported(event))}\n`;
      else yield `${Object.values(row(event)).map(cellText).join('  ')}\n`;
    }
  }
}

function cellText(value: unknown): string {
  return value instanceof Date ? timeText(value) : String(value);
}

async function* records(pages: AsyncIterable<RecordedEvent[]>) {
  for await (const page of pages) yield page.map(exported);
}

/** Collects the rows of all pages. They leave out the documents, so they fit in memory. */
async function rows(pages: AsyncIterable<RecordedEvent[]>): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const page of pages) all.push(...page.map(row));
  return all;
}

async function exportAll(): Promise<void> {
  await withInstallation(async ({ auditTrail }) =>
    withProgress(['exported', 'events'], async (report) =>
      // On a terminal the events themselves show the progress.
      printTexts(exportLines(auditTrail.export(), isScreen() ? undefined : report)),
    ),
  );
}

/** The attributes that fit in a table row. */
function row(event: RecordedEvent): Record<string, unknown> {
  const { id, occurredAt, actorType, action, subjectType, subjectId, occurrences } = event;
  return {
    id: id ?? 'unsealed',
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
  if (colon < 1) throw new InvalidArgumentError('It must be <type>:<id>.');
  return { type: text.slice(0, colon), id: text.slice(colon + 1) };
}
