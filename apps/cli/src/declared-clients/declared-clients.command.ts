import type { Command } from 'commander';
import { jsonOption } from '../arguments.js';
import { withInstallation } from '../installation.js';
import { type Output, print, printRecord } from '../output.js';
import { readClientsFile } from './clients-file.js';
import { line } from './item.js';
import { apply, plan, type Result } from './reconciliation.js';

/** Exit code of `plan`: something is to be done. */
const DIFFERENCE = 2;

const PRUNE = 'also delete clients and secrets that the file does not have, on the sides it names';

type Options = Output & { prune?: boolean };

/** `latchkey clients plan` and `apply`: clients as a file says. */
export function addDeclaredClients(clients: Command): void {
  clients
    .command('plan <clients.yml>')
    .description('show the changes that apply would make; exit code 2 when there are any')
    .option('--prune', PRUNE)
    .addOption(jsonOption())
    .action(runPlan);
  clients
    .command('apply <clients.yml>')
    .description('make the clients of a file, all of them or none')
    .option('--prune', PRUNE)
    .addOption(jsonOption())
    .action(runApply);
}

async function runPlan(path: string, { prune = false, json }: Options): Promise<void> {
  const declared = readClientsFile(path);
  const result = await withInstallation(async (installation) =>
    plan(declared, installation, { prune }),
  );
  const { changes, unnamedChanges, drift, unnamedDrift } = result;
  if (json) printRecord({ changes, unnamedChanges, drift, unnamedDrift }, { json });
  else print([...lines(result), ...summary(result, 'to be done')].join('\n'));
  if (changes.length > 0) process.exitCode = DIFFERENCE;
}

async function runApply(path: string, { prune = false, json }: Options): Promise<void> {
  const declared = readClientsFile(path);
  const result = await withInstallation(async (installation) =>
    apply(declared, installation, { prune }),
  );
  const { changes, unnamedChanges, drift, unnamedDrift, secrets } = result;
  if (json) {
    printRecord({ changes, unnamedChanges, drift, unnamedDrift, secrets }, { json });
    return;
  }
  print([...lines(result), ...summary(result, 'done'), ...secretLines(result)].join('\n'));
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
  const unmanaged = `${left} with ? ${left === 1 ? 'is' : 'are'} not in the file, and left alone`;
  return [
    count === 0 ? 'nothing to do' : `${count} ${count === 1 ? 'change' : 'changes'} ${done}`,
    ...(left > 0 ? [`${unmanaged}: --prune ends them`] : []),
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
    'Keep these secrets now: they are stored as hashes and cannot be shown again.',
  ];
}
