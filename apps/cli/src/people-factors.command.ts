import type { Command } from 'commander';
import type { Person } from '#audit';
import { jsonOption, printsRows } from './arguments.js';
import { operator } from './installation.js';
import { type Output, print, printRecord, printRows } from './output.js';
import { sideOf, takesPerson, withRepository } from './person-argument.js';
import type { SignInLibrary } from './sign-in-library.js';
import { unknownFactor } from './unknown.js';

const factorsRepository = (signIn: SignInLibrary) => signIn.AuthenticationFactorsRepository;

/** Adds the commands about the authentication factors of a person to `latchkey people`. */
export function addFactorCommands(people: Command): void {
  printsRows(takesPerson(people.command('factors')))
    .description(
      'list how a person can sign in: password, authenticator app, recovery codes, passkeys and accounts at identity providers',
    )
    .action(list);
  takesPerson(people.command('remove-factors'))
    .description(
      'remove the authenticator app, the recovery codes, the passkeys and the linked identities of a person who has lost them; the password alone is enough from then on',
    )
    .option('--factor <id>', 'only this factor, which may also be the password')
    .addOption(jsonOption())
    .action(remove);
}

async function list(person: Person, { json, wide }: Output): Promise<void> {
  const factors = await withRepository(person, factorsRepository, async (repository) =>
    repository.listOf([person.id], [sideOf(person)]),
  );
  await printRows(
    factors.map(({ id, kind, name, provider, setUpAt, lastUsedAt, codesLeft }) => {
      return { id, kind, name, provider, setUpAt, lastUsedAt, codesLeft };
    }),
    { json, wide },
    { details: ['codesLeft', 'provider', 'setUpAt'] },
  );
}

async function remove(person: Person, { factor, json }: Output & { factor?: string }) {
  if (factor !== undefined) return removeOne(person, factor, { json });
  const account = { side: sideOf(person), personId: person.id };
  const removed = await withRepository(person, factorsRepository, async (repository) =>
    repository.removeAll(account, operator().actor),
  );
  printRecord({ ...removed }, { json });
}

async function removeOne(person: Person, id: string, { json }: Output): Promise<void> {
  await withRepository(person, factorsRepository, async (repository) => {
    const factor = await repository.find(id);
    const isOwn = factor?.side === sideOf(person) && factor.personId === person.id;
    const isRemoved = isOwn && (await repository.remove(factor, operator().actor));
    if (!isRemoved) throw unknownFactor(person, id);
  });
  if (json) printRecord({ id, removed: true }, { json });
  else print(`${id} is removed`);
}
