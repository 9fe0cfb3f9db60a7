import { Command } from 'commander';
import type { ErasureReport, Person } from '#audit';
import { printable } from '#text/characters';
import { jsonOption } from './arguments.js';
import { operator, withDatabase } from './installation.js';
import { type Output, print, printRecord, printMessage } from './output.js';
import { addFactorCommands } from './people-factors.command.js';
import { addSignInCommands } from './people-sign-in.command.js';
import { PeopleRepository } from './people.repository.js';
import { takesPerson } from './person-argument.js';

/** Addresses in a message. A stolen login can add thousands. */
const MAX_SHOWN = 20;

/** `latchkey people …`: how people sign in, and the personal data of deleted people. */
export function peopleCommand(): Command {
  const people = new Command('people').description(
    'let people sign in, end their sessions and the access of apps, remove lost factors, and ' +
      'erase personal data of deleted people',
  );
  addSignInCommands(people);
  addFactorCommands(people);
  takesPerson(people.command('erase'))
    .description(
      'remove names, e-mail addresses and ids of a deleted person from the audit trail and from ' +
        'stored responses; cannot be undone',
    )
    .option('--yes', 'erase; without it, the command only prints how many events it would change')
    .addOption(jsonOption())
    .action(erase);
  return people;
}

async function erase(person: Person, { yes = false, json }: Output & { yes?: boolean }) {
  const name = `${person.type}:${person.id}`;
  const { AuditLog, AuditMaintenance, AuditMaintenanceRepository } = await import('#audit');
  const report = await withDatabase(async ({ dataSource }) => {
    const people = new PeopleRepository(dataSource);
    if (await people.hasAccount(person)) throw hasAccountError(person);
    const repository = new AuditMaintenanceRepository(dataSource);
    const maintenance = new AuditMaintenance(repository, new AuditLog());
    if (yes) await people.deleteStoredResponses(person);
    const { actor } = operator();
    return maintenance.erase(person, { actor, isTrial: !yes, accounts: people });
  });
  for (const line of remarks(report)) printMessage(line);
  const { pseudonym, count, wholeDocuments } = report;
  if (!yes) {
    if (count > report.own) printMessage(otherEvents(report));
    throw unconfirmedError(name, count);
  }
  const record = { erased: count, pseudonym: count > 0 ? pseudonym : null, wholeDocuments };
  if (json) printRecord(record, { json });
  else if (count === 0) print(`no event of the audit trail names ${name}`);
  else print(`${count} events now name ${pseudonym} instead of ${name}`);
}

/** Describes events of other resources. It shows addresses, so only a trial run prints it. */
function otherEvents({ count, own, addresses }: ErasureReport): string {
  return (
    `${count - own} of the ${count} events belong to other resources: ` +
    `to clients of the person, or to resources with one of these addresses: ${listed(addresses)}`
  );
}

function remarks({ wholeDocuments, keptAddresses }: ErasureReport): string[] {
  const kept =
    'events of other resources keep these addresses, because an account has them now: ' +
    listed(keptAddresses);
  const whole =
    `documents replaced as a whole: ${wholeDocuments}; each has more than 64 levels, ` +
    'or would be larger than 128 KiB with the pseudonym';
  return [...(keptAddresses.length > 0 ? [kept] : []), ...(wholeDocuments > 0 ? [whole] : [])];
}

function listed(addresses: readonly string[]): string {
  const shown = addresses.slice(0, MAX_SHOWN).map(printable).join(', ');
  const more = addresses.length - MAX_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown || 'none';
}

function unconfirmedError(name: string, count: number): Error {
  return new Error(
    `nothing was erased: ${count} events name ${name}. To erase them, which cannot be undone, ` +
      'repeat the command with --yes',
  );
}

function hasAccountError({ type, id }: Person): Error {
  return new Error(
    `${type}:${id} still has an account: first DELETE /api/${type}/${id} at the back office`,
  );
}
