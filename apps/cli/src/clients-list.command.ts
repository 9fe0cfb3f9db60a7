import { type Command, Option } from 'commander';
import type { Client, Side, UsageReports } from '#oauth';
import { DAY_MS, printsRows, readNumber, sideOption, takesDays } from './arguments.js';
import { findClient, type OfClient, takesClient } from './client-argument.js';
import { clientRecord, clientRow } from './client-options.js';
import { type Installation, withInstallation } from './installation.js';
import { timeText, type Output, printPages, printRows, printMessage } from './output.js';

/** Columns of clients that a narrow terminal leaves out, the last one first. */
const CLIENT_DETAILS = [
  'scopes',
  'enabled',
  'owner',
  'updatedAt',
  'keys',
  'networks',
  'grantTypes',
];

/** Refresh tokens that one statement reads. */
const PAGE = 500;

/** Rows in memory at most. No operator reads more. */
const MAX_UNUSED = 10_000;

/** Days. Hourly counts are kept for 400 days by default. */
const MAX_DAYS = 400;

interface ListOptions extends Output {
  side?: Side;
  owner?: string;
  enabled?: boolean;
  disabled?: boolean;
  limit?: number;
}

/** Adds the commands that list clients and their usage. */
export function addLists(clients: Command): void {
  printsRows(
    clients
      .command('list')
      .description('list clients, sorted by side and name')
      .addOption(sideOption())
      .option(
        '--owner <user id>',
        'only clients that act for this user; use it with --side',
        readOwner,
      )
      .addOption(new Option('--enabled', 'only enabled clients').conflicts('disabled'))
      .option('--disabled', 'only disabled clients')
      .option('--limit <number>', 'maximum number of clients', readNumber(1, 1_000_000_000)),
  ).action(list);
  printsRows(takesDays(clients.command('unused'), 'days without a token', 90))
    .description('list clients that got no token for some time, longest unused first')
    .action(unused);
  printsRows(takesClient(clients.command('refresh-tokens')))
    .description('list the refresh tokens that a client has for people, oldest first')
    .action(refreshTokens);
  printsRows(
    takesClient(clients.command('usage'))
      .description('show tokens, API calls and denials of a client by the hour (UTC), newest first')
      .option('--days <number>', 'days to show', readNumber(1, MAX_DAYS), 7),
  ).action(usage);
}

async function list({ json, wide, limit = Infinity, ...options }: ListOptions): Promise<void> {
  const { side, owner: ownerId, enabled, disabled } = options;
  const filter = { side, ownerId, enabled: disabled ? false : enabled };
  await withInstallation(async ({ repository }) =>
    printPages(
      rows(repository.pages(filter), limit, json ? clientRecord : clientRow),
      { json, wide },
      { details: CLIENT_DETAILS },
    ),
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

async function unused({ days, side, json, wide }: Output & { days: number; side?: Side }) {
  const since = new Date(Date.now() - days * DAY_MS);
  const found = await withInstallation(({ repository }) =>
    repository.listUnused({ since, side }, MAX_UNUSED + 1),
  );
  const shown = found.slice(0, MAX_UNUSED);
  const details = { details: CLIENT_DETAILS };
  await printRows(shown.map(json ? clientRecord : clientRow), { json, wide }, details);
  if (found.length > MAX_UNUSED) printMessage(`only the first ${MAX_UNUSED} clients are shown`);
}

async function refreshTokens(reference: string, { side, json, wide }: OfClient & Output) {
  await withInstallation(async (installation) => {
    const { id } = await findClient(reference, { side }, installation);
    await printPages(
      refreshTokenPages(id, installation),
      { json, wide },
      { details: ['createdAt'] },
    );
  });
}

async function* refreshTokenPages(clientId: string, { applicationRows }: Installation) {
  const { ownerTypeOf } = await import('#oauth/administration');
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page = await applicationRows.refreshTokensOf(clientId, after, PAGE);
    yield page.map(({ id, side, personId, scope, createdAt, lastUsedAt, expiresAt }) => {
      const person = `${ownerTypeOf(side)}:${personId}`;
      return { id, person, scope, createdAt, lastUsedAt, expiresAt };
    });
    after = page.length < PAGE ? undefined : page.at(-1)!.id;
  }
}

type UsageOptions = OfClient & Output & { days: number };

async function usage(reference: string, { side, days, json, wide }: UsageOptions): Promise<void> {
  const since = new Date(Date.now() - days * DAY_MS);
  const hours = await withInstallation(async (installation) => {
    const { id } = await findClient(reference, { side }, installation);
    return installation.usage.ofClient(id, { unit: 'hour', from: since });
  });
  await printRows(json ? hours.map(usageRecord) : hours.map(usageRow), { json, wide });
}

type UsageSum = Awaited<ReturnType<UsageReports['ofClient']>>[number];

function usageRecord({ startsAt: hour, tokensIssued, apiCalls, denials }: UsageSum) {
  return { hour, tokensIssued, apiCalls, denials };
}

/** An hour is a place in a table, so its time is never relative. */
function usageRow(sum: UsageSum) {
  return { ...usageRecord(sum), hour: timeText(sum.startsAt) };
}

/** Reads an owner id. The database would reject other texts with an error of its own. */
function readOwner(text: string): string {
  return String(readNumber(1, 999_999_999_999)(text));
}
