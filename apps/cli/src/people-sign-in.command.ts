import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Person } from '#audit';
import type { Side } from '#oauth';
import { jsonOption, printsRows } from './arguments.js';
import { clientName, findClient } from './client-argument.js';
import { type Installation, installationOf, operator } from './installation.js';
import { type Output, print, printMessage, printRecord, printRows, timeText } from './output.js';
import { sideOf, takesPerson, withPerson, withRepository } from './person-argument.js';
import type { SignInLibrary } from './sign-in-library.js';
import { loadTerminalConfig } from './terminal.js';
import { unknownAccess, unknownSession } from './unknown.js';

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

const peopleRepository = (signIn: SignInLibrary) => signIn.PeopleSignInRepository;

interface LinkOptions extends Output {
  notify?: boolean;
}

/** Adds the commands about links, sessions and apps to `latchkey people`. */
export function addSignInCommands(people: Command): void {
  for (const name of ['invite', 'reset'] as const) {
    takesPerson(people.command(name))
      .description(`${PURPOSES[name].description}; earlier links no longer work`)
      .option('--notify', 'let the server send the link by e-mail (notify of the side), print none')
      .addOption(jsonOption())
      .action(async (person: Person, options: LinkOptions) => makeLink(name, person, options));
  }
  printsRows(takesPerson(people.command('sessions')))
    .description('list the browsers in which a person is signed in')
    .action(listSessions);
  printsRows(takesPerson(people.command('apps')))
    .description('list the apps with access for a person, by consent or refresh tokens')
    .action(listApps);
  takesPerson(people.command('end'))
    .description(
      'end all sessions of a person and all tokens of apps for the person, or one session, or the access of one app',
    )
    .addOption(
      new Option('--session <id>', 'only this session').argParser(readUuid('people sessions')),
    )
    .addOption(
      new Option(
        '--app <client>',
        'only the consent and the tokens of this client, by its id or name',
      ).conflicts('session'),
    )
    .addOption(jsonOption())
    .action(end);
}

/** Returns a reader of ids that a command shows. */
function readUuid(command: string): (text: string) => string {
  return (text) => {
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)) return text;
    throw new InvalidArgumentError(`It must be an id that \`latchkey ${command}\` shows.`);
  };
}

async function makeLink(
  name: keyof typeof PURPOSES,
  person: Person,
  { notify = false, json }: LinkOptions,
): Promise<void> {
  const side = sideOf(person);
  const { signIn, [side]: application } = await loadTerminalConfig();
  const { invitationLifetime, recoveryLifetime } = signIn.links;
  const lifetime = name === 'invite' ? invitationLifetime : recoveryLifetime;
  const { purpose } = PURPOSES[name];
  const wanted = { side, id: person.id, purpose, lifetime };
  if (notify && application.notify.url === '') throw noReceiverError(side);
  if (notify) return requestLink(person, wanted, { json });
  const made = await withRepository(person, peopleRepository, async (people) =>
    people.makeLink(wanted, operator().actor),
  );
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
  wanted: Parameters<import('#sign-in').PeopleSignInRepository['requestLink']>[0],
  { json }: Output,
): Promise<void> {
  const requested = await withRepository(person, peopleRepository, async (people) =>
    people.requestLink(wanted, operator().actor),
  );
  if (!requested) throw mayNotSignInError(person);
  if (json) return printRecord({ requested: true, email: requested.email }, { json });
  print(`the ${wanted.side} sends the link to ${requested.email}`);
}

async function listSessions(person: Person, { json, wide }: Output): Promise<void> {
  const account = { side: sideOf(person), id: person.id };
  const sessions = await withRepository(person, peopleRepository, async (people) =>
    people.sessionsOf(account),
  );
  await printRows(
    sessions.map(({ amr, ...session }) => ({ ...session, amr: json ? amr : amr.join(' ') })),
    { json, wide },
  );
}

async function listApps(person: Person, { json, wide }: Output): Promise<void> {
  const account = { side: sideOf(person), personId: person.id };
  const apps = await withPerson(person, async (_, database) =>
    (await installationOf(database)).applications.listOf(account),
  );
  await printRows(apps.map(appRow), { json, wide }, { details: ['consentedAt', 'since'] });
}

type App = Awaited<ReturnType<Installation['applications']['listOf']>>[number];

function appRow(app: App) {
  const { clientId, name, scopes, consentedAt, refreshTokens, since, lastUsedAt } = app;
  return { clientId, name, scopes, consentedAt, refreshTokens, since, lastUsedAt };
}

interface EndOptions extends Output {
  session?: string;
  app?: string;
}

async function end(person: Person, { session, app, json }: EndOptions): Promise<void> {
  if (app !== undefined) return endApp(person, app, { json });
  const account = { side: sideOf(person), id: person.id };
  const { actor } = operator();
  const ended = await withRepository(person, peopleRepository, async (people) => {
    if (session === undefined) return people.endAll(account, actor);
    if (!(await people.endSession(session, actor, account))) throw unknownSession(person, session);
    return 1;
  });
  if (json) return printRecord({ ended }, { json });
  print(ended === 1 ? '1 session has ended' : `${ended} sessions have ended`);
}

async function endApp(person: Person, reference: string, { json }: Output): Promise<void> {
  const side = sideOf(person);
  const client = await withPerson(person, async (_, database) => {
    const installation = await installationOf(database);
    const found = await findClient(reference, { side }, installation);
    const access = { side, personId: person.id, clientId: found.id };
    const isEnded = await installation.applications.end(access, operator().actor);
    if (!isEnded) throw unknownAccess(person, found.id);
    return found;
  });
  const { id: clientId, name } = client;
  if (json) return printRecord({ clientId, name, ended: true }, { json });
  print(`the access of ${clientName(client)} has ended`);
}

function noReceiverError(side: Side): Error {
  return new Error(
    `${side}.notify.url is not set, so nobody sends the link: set it (docs/notifications.md), or ` +
      'leave out --notify and send the link yourself',
  );
}

function mayNotSignInError({ type, id }: Person): Error {
  const reason = type === 'users' ? 'is disabled' : 'is disabled or not confirmed';
  return new Error(`${type}:${id} may not sign in: the account ${reason}`);
}
