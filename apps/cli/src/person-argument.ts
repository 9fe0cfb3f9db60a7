import { type Command, InvalidArgumentError } from 'commander';
import type { AuditLog, Person } from '#audit';
import type { Database } from '#database';
import type { Side } from '#oauth';
import { withDatabase } from './installation.js';
import { PeopleRepository } from './people.repository.js';
import { type SignInLibrary, signInLibrary } from './sign-in-library.js';
import { unknownPerson } from './unknown.js';

/** The side at which people of a type sign in. */
const SIDES: Readonly<Record<Person['type'], Side>> = {
  users: 'backoffice',
  'customer-users': 'storefront',
};

/** PostgreSQL's `bigint`. The accounts of the API have ids of up to 18 digits. */
const MAX_ID = 2n ** 63n - 1n;

/** Adds the argument that names a person. */
export function takesPerson(command: Command): Command {
  return command.argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson);
}

function readPerson(text: string): Person {
  const [, type, id] = /^(users|customer-users):(0|-?[1-9]\d{0,18})$/.exec(text) ?? [];
  if (type && id && BigInt(id) <= MAX_ID && BigInt(id) >= -MAX_ID) {
    return { type: type as Person['type'], id };
  }
  throw new InvalidArgumentError(
    'It must be users:<id> or customer-users:<id>, with an id that the API shows.',
  );
}

export function sideOf({ type }: Person): Side {
  return SIDES[type];
}

/**
 * Opens the database for a command about an account, with the lib for people who sign in.
 *
 * @throws Error when there is no such account, and in the package for hosts
 */
export async function withPerson<Result>(
  person: Person,
  work: (signIn: SignInLibrary, database: Database) => Promise<Result>,
): Promise<Result> {
  const signIn = await signInLibrary();
  return withDatabase(async (database) => {
    const people = new PeopleRepository(database.dataSource);
    if (!(await people.hasAccount(person))) throw unknownPerson(person);
    return work(signIn, database);
  });
}

type Constructor<Repository> = new (
  dataSource: Database['dataSource'],
  audit: AuditLog,
) => Repository;

/** Opens the database as `withPerson` does, with a repository that records audit events. */
export async function withRepository<Repository, Result>(
  person: Person,
  constructorOf: (signIn: SignInLibrary) => Constructor<Repository>,
  work: (repository: Repository) => Promise<Result>,
): Promise<Result> {
  const { AuditLog } = await import('#audit');
  return withPerson(person, async (signIn, { dataSource }) => {
    const Repository = constructorOf(signIn);
    return work(new Repository(dataSource, new AuditLog()));
  });
}
