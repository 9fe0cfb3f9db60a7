import { Command, InvalidArgumentError } from 'commander';
import { AuditLog, AuditMaintenance, AuditMaintenanceRepository, type Person } from '#audit';
import { jsonOption } from './arguments.js';
import { operator, withDatabase } from './installation.js';
import { type Output, print, printRecord } from './output.js';
import { PeopleRepository } from './people.repository.js';

/** `latchkey people …`: the traces of deleted people. */
export function peopleCommand(): Command {
  const people = new Command('people').description('erase the traces of deleted people');
  people
    .command('erase')
    .description(
      'remove names, e-mail addresses and ids of a deleted person from the audit trail and from ' +
        'kept answers; cannot be undone',
    )
    .argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson)
    .option('--yes', 'erase; without it the command only says how many events it would change')
    .addOption(jsonOption())
    .action(erase);
  return people;
}

async function erase(person: Person, { yes = false, json }: Output & { yes?: boolean }) {
  const name = `${person.type}:${person.id}`;
  const { pseudonym, count } = await withDatabase(async ({ dataSource }) => {
    const people = new PeopleRepository(dataSource);
    if (await people.hasAccount(person)) throw stillThere(person);
    const repository = new AuditMaintenanceRepository(dataSource);
    const maintenance = new AuditMaintenance(repository, new AuditLog());
    if (yes) await people.forgetAnswers(person);
    return maintenance.erase(person, { actor: operator().actor, isTrial: !yes });
  });
  if (!yes) throw unconfirmed(name, count);
  if (json) printRecord({ erased: count, pseudonym: count > 0 ? pseudonym : null }, { json });
  else if (count === 0) print(`no event of the audit trail names ${name}`);
  else print(`${count} events now name ${pseudonym} instead of ${name}`);
}

function unconfirmed(name: string, count: number): Error {
  return new Error(
    `nothing was erased: ${count} events name ${name}. To erase them, which cannot be undone, ` +
      'repeat the command with --yes',
  );
}

function stillThere({ type, id }: Person): Error {
  return new Error(
    `${type}:${id} still has an account: first DELETE /api/${type}/${id} at the back office`,
  );
}

function readPerson(text: string): Person {
  const [, type, id] = /^(users|customer-users):([1-9]\d{0,17})$/.exec(text) ?? [];
  if (!type || !id) throw new InvalidArgumentError('It must be users:<id> or customer-users:<id>.');
  return { type: type as Person['type'], id };
}
