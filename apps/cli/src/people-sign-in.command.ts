import { Command, InvalidArgumentError } from 'commander';
import type { Person } from '#audit';
import type { Side } from '#oauth';
import { jsonOption } from './arguments.js';
import { operator, withDatabase } from './installation.js';
import { type Output, print, printMessage, printRecord, printRows, timeText } from './output.js';
import { signInLibrary } from './sign-in-library.js';
import { loadTerminalConfig } from './terminal.js';

/** The side at which people of a type sign in. */
const SIDES: Readonly<Record<Person['type'], Side>> = {
  users: 'backoffice',
  'customer-users': 'storefront',
};

const PURPOSES = {
  invite: {
    purpose: 'invitation',
    description: 'print a one-time link with which a person sets their first password',
  },
  reset: {
    purpose: 'recovery',
    description: 'print a one-time link with which a person sets a new password',
  },
} as const;

type PeopleSignIn = import('#sign-in').PeopleSignInRepository;

interface LinkOptions extends Output {
  notify?: boolean;
}

/** Adds the commands about passwords and sessions to `latchkey people`. */
export function addSignInCommands(people: Command): void {
  for (const name of ['invite', 'reset'] as const) {
    people
      .command(name)
      .description(`${PURPOSES[name].description}; earlier links no longer work`)
      .argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson)
      .option('--notify', 'let the server send the link by e-mail (notify of the side), print none')
      .addOption(jsonOption())
      .action(async (person: Person, options: LinkOptions) => makeLink(name, person, options));
  }
  people
    .command('sessions')
    .description('list the browsers in which a person is signed in')
    .argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson)
    .addOption(jsonOption('print a JSON array'))
    .action(listSessions);
  people
    .command('end')
    .description(
      'end all sessions of a person and all tokens of applications for the person, or one session',
    )
    .argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson)
    .option('--session <id>', 'only this session', readSession)
    .addOption(jsonOption())
    .action(endSessions);
  people
    .command('remove-factors')
    .description(
      'remove the authenticator app, the recovery codes and the passkeys of a person who has lost them; the password alone is enough from then on',
    )
    .argument('<type:id>', 'users:<id> or customer-users:<id>', readPerson)
    .addOption(jsonOption())
    .action(removeFactors);
}

/** Reads the type and the id of a person. */
export function readPerson(text: string): Person {
  const [, type, id] = /^(users|customer-users):(0|-?[1-9]\d{0,18})$/.exec(text) ?? [];
  if (!type || !id) throw new InvalidArgumentError('It must be users:<id> or customer-users:<id>.');
  return { type: type as Person['type'], id };
}

function readSession(text: string): string {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be an id that `latchkey people sessions` shows.');
}

async function makeLink(
  name: keyof typeof PURPOSES,
  person: Person,
  { notify = false, json }: LinkOptions,
): Promise<void> {
  const side = SIDES[person.type];
  const { signIn, [side]: application } = loadTerminalConfig();
  const { invitationLifetime, recoveryLifetime } = signIn.links;
  const lifetime = name === 'invite' ? invitationLifetime : recoveryLifetime;
  const { purpose } = PURPOSES[name];
  const wanted = { side, id: person.id, purpose, lifetime };
  if (notify) {
    if (application.notify.url === '') throw noReceiverError(side);
    return requestLink(person, wanted, { json });
  }
  const made = await withPeople(async (people) => people.makeLink(wanted));
  if (!made) throw mayNotSignInError(person);
  const link = `${application.issuer}/sign-in/link?token=${made.token}`;
  if (json) return printRecord({ link, email: made.email, expiresAt: made.expiresAt }, { json });
  print(link);
  printMessage(
    `send this link to ${made.email} only; it works once, until ${timeText(made.expiresAt)}`,
  );
}

/** The server makes the link, so no terminal and no log ever has it. */
async function requestLink(
  person: Person,
  wanted: Parameters<PeopleSignIn['requestLink']>[0],
  { json }: Output,
): Promise<void> {
  const requested = await withPeople(async (people) => people.requestLink(wanted));
  if (!requested) throw mayNotSignInError(person);
  if (json) return printRecord({ requested: true, email: requested.email }, { json });
  print(`the ${wanted.side} sends the link to ${requested.email}`);
}

async function listSessions({ type, id }: Person, { json }: Output): Promise<void> {
  const sessions = await withPeople(async (people) => people.sessionsOf({ side: SIDES[type], id }));
  printRows(
    sessions.map(({ amr, ...session }) => ({ ...session, amr: json ? amr : amr.join(' ') })),
    { json },
  );
}

async function endSessions(
  { type, id }: Person,
  { session, json }: Output & { session?: string },
): Promise<void> {
  const ended = await withPeople(async (people) =>
    people.endSessions({ side: SIDES[type], id }, session),
  );
  if (json) return printRecord({ ended }, { json });
  print(ended === 1 ? '1 session has ended' : `${ended} sessions have ended`);
}

async function removeFactors({ type, id }: Person, { json }: Output): Promise<void> {
  const removed = await withPeople(async (people) =>
    people.removeFactors({ side: SIDES[type], id }),
  );
  printRecord({ ...removed }, { json });
}

/** Loads the lib when a command needs it: the npm package does not have it. */
async function withPeople<Result>(
  work: (people: PeopleSignIn) => Promise<Result>,
): Promise<Result> {
  const { PeopleSignInRepository } = await signInLibrary();
  return withDatabase(async ({ dataSource }) =>
    work(new PeopleSignInRepository(dataSource, operator().actor)),
  );
}

function noReceiverError(side: Side): Error {
  return new Error(
    `${side}.notify.url is not set, so nobody sends the link: set it (docs/notifications.md), or ` +
      'leave out --notify and send the link yourself',
  );
}

function mayNotSignInError({ type, id }: Person): Error {
  const reason = type === 'users' ? 'is disabled' : 'is disabled or not confirmed';
  return new Error(`${type}:${id} may not sign in: the account does not exist, or ${reason}`);
}
