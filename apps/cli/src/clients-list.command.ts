import { type Command, Option } from 'commander';
import type { Client, Side } from '#oauth';
import { DAY_MS, jsonOption, readNumber, sideOption } from './arguments.js';
import { clientRecord, clientRow } from './client-options.js';
import { withInstallation } from './installation.js';
import { type Output, printPages, printRows, tell } from './output.js';
import { unknownClient } from './unknown.js';

/** More than anybody reads; it keeps a table of any size out of memory. */
const MAX_UNUSED = 10_000;

/** Counts by the hour are kept for 400 days, unless configured. */
const MAX_DAYS = 400;

interface ListOptions extends Output {
  side?: Side;
  owner?: string;
  enabled?: boolean;
  disabled?: boolean;
  limit?: number;
}

/** What only reads. */
export function addLists(clients: Command): void {
  clients
    .command('list')
    .description('list clients by side and name')
    .addOption(sideOption())
    .option('--owner <user id>', 'only clients of this user of --side', readOwner)
    .addOption(new Option('--enabled', 'only enabled clients').conflicts('disabled'))
    .option('--disabled', 'only disabled clients')
    .option('--limit <number>', 'at most this many', readNumber(1, 1_000_000_000))
    .addOption(jsonOption('a JSON array'))
    .action(list);
  clients
    .command('unused')
    .description('list clients that got no token for a while, the longest unused first')
    .option('--days <number>', 'days without a token', readNumber(0, 36_500), 90)
    .addOption(sideOption())
    .addOption(jsonOption('a JSON array'))
    .action(unused);
  clients
    .command('usage <clientId>')
    .description('show its tokens, API calls and denials by the hour (UTC), newest first')
    .option('--days <number>', 'days to show', readNumber(1, MAX_DAYS), 7)
    .addOption(jsonOption('a JSON array'))
    .action(usage);
}

async function list({ json, limit = Infinity, ...options }: ListOptions): Promise<void> {
  const { side, owner: ownerId, enabled, disabled } = options;
  const filter = { side, ownerId, enabled: disabled ? false : enabled };
  await withInstallation(async ({ repository }) =>
    printPages(rows(repository.pages(filter), limit, json ? clientRecord : clientRow), { json }),
  );
}

async function* rows(
  pages: AsyncIterable<Client[]>,
  limit: number,
  row: (client: Client) => Record<string, unknown>,
): AsyncGenerator<Record<string, unknown>[]> {
  let left = limit;
  for await (const page of pages) {
    yield page.slice(0, left).map(row);
    left -= page.length;
    if (left <= 0) return;
  }
}

async function unused({ days, side, json }: Output & { days: number; side?: Side }) {
  const since = new Date(Date.now() - days * DAY_MS);
  const found = await withInstallation(({ repository }) =>
    repository.listUnused({ since, side }, MAX_UNUSED + 1),
  );
  const shown = found.slice(0, MAX_UNUSED);
  printRows(shown.map(json ? clientRecord : clientRow), { json });
  if (found.length > MAX_UNUSED) tell(`there are more than these ${MAX_UNUSED}`);
}

async function usage(clientId: string, { days, json }: Output & { days: number }): Promise<void> {
  const since = new Date(Date.now() - days * DAY_MS);
  const hours = await withInstallation(async (installation) => {
    if (!(await installation.repository.find(clientId))) throw unknownClient(clientId);
    return installation.usage.hours(clientId, since);
  });
  printRows(hours, { json });
}

/** As the database has it, which would refuse anything else in words of its own. */
function readOwner(text: string): string {
  return String(readNumber(1, 999_999_999_999)(text));
}
