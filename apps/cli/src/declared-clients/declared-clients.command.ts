import type { Command } from 'commander';
import { jsonOption } from '../arguments.js';
import { withInstallation } from '../installation.js';
import { type Output, print, printRecord } from '../output.js';
import { withProgress } from '../progress.js';
import { currentTerminal, setExitCode } from '../terminal.js';
import { line } from './item.js';
import type { Result } from './reconciliation.js';

/** Exit code of `plan` when there are changes to apply. */
const DIFFERENCE = 2;

const PRUNE =
  'also delete clients and secrets that are not in the file, on the sides that it names';

type Options = Output & { prune?: boolean };

/** `latchkey clients plan` and `apply`: manage clients that a file declares. */
export function addDeclaredClients(clients: Command): void {
  clients
    .command('plan <clients.yml>')
    .description('show the changes that `clients apply` would make; exit code 2 when there are any')
    .option('--prune', PRUNE)
    .addOption(jsonOption())
    .action(runPlan);
  clients
    .command('apply <clients.yml>')
    .description('create and update clients as a file declares them; on an error, nothing changes')
    .option('--prune', PRUNE)
    .addOption(jsonOption())
    .action(runApply);
}

async function runPlan(path: string, { prune, json }: Options): Promise<void> {
  const result = await reconciled('plan', path, prune);
  const { changes, unnamedChanges, drift, unnamedDrift } = result;
  if (json) printRecord({ changes, unnamedChanges, drift, unnamedDrift }, { json });
  else print([...lines(result), ...summary(result, 'to apply')].join('\n'));
  if (changes.length > 0) setExitCode(DIFFERENCE);
}

async function runApply(path: string, { prune, json }: Options): Promise<void> {
  const result = await reconciled('apply', path, prune);
  const { changes, unnamedChanges, drift, unnamedDrift, secrets } = result;
  if (json) {
    printRecord({ changes, unnamedChanges, drift, unnamedDrift, secrets }, { json });
    return;
  }
  print([...lines(result), ...summary(result, 'applied'), ...secretLines(result)].join('\n'));
}

const PROGRESS = { plan: ['compared', 'clients'], apply: ['done', 'steps'] } as const;

/** Compares a file with the clients. Other commands of clients do without the code that it loads. */
async function reconciled(act: 'plan' | 'apply', path: string, prune = false): Promise<Result> {
  const { readClientsFile } = await import('./clients-file.js');
  const reconciliation = await import('./reconciliation.js');
  const declared = readClientsFile(path, currentTerminal().env);
  return withInstallation(async (installation) =>
    withProgress(PROGRESS[act], async (report) =>
      reconciliation[act](declared, installation, { prune, report }),
    ),
  );
}

function lines({ changes, unnamedChanges, drift, unnamedDrift }: Result): string[] {
  return [
    ...changes.map((item) => line(item)),
    ...(unnamedChanges > 0 ? [`- and ${unnamedChanges} more`] : []),
    ...drift.map((item) => line(item, '?')),
    ...(unnamedDrift > 0 ? [`? and ${unnamedDrift} more`] : []),
  ];
}

function summary({ changes, unnamedChanges, drift, unnamedDrift }: Result, done: string): string[] {
  const count = changes.length + unnamedChanges;
  const left = drift.length + unnamedDrift;
  const unmanaged = `${left} marked ? ${left === 1 ? 'is' : 'are'} unmanaged (not in the file)`;
  return [
    count === 0 ? 'nothing to do' : `${count} ${count === 1 ? 'change' : 'changes'} ${done}`,
    ...(left > 0 ? [`${unmanaged}: --prune deletes ${left === 1 ? 'it' : 'them'}`] : []),
  ];
}

function secretLines({ secrets }: Result): string[] {
  if (secrets.length === 0) return [];
  return [
    '',
    ...secrets.flatMap(({ side, name, label, clientId, clientSecret }) => [
      `secret "${label}" of ${side} client "${name}"`,
      `  clientId      ${clientId}`,
      `  clientSecret  ${clientSecret}`,
    ]),
    '',
    'Save these secrets now: only their hashes are stored, so they cannot be shown again.',
  ];
}
