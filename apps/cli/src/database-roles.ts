import type { Config } from '#config';
import type { ApplicationRole, Login } from '#database';
import { withDatabase } from './installation.js';
import { loadTerminalConfig } from './terminal.js';

/** A login that was created or updated. */
interface MadeLogin {
  role: ApplicationRole;
  name: string;
  isNew: boolean;
  passwordChanged: boolean;
  /** Settings of the login itself that were reset. */
  reset: string[];
}

/** `latchkey database roles`: creates or updates all configured logins, or none on an error. */
export async function makeLogins(): Promise<MadeLogin[]> {
  const logins = await readLogins(await loadTerminalConfig());
  return withDatabase(({ dataSource }) =>
    dataSource.transaction(async (transaction) => {
      const made: MadeLogin[] = [];
      for (const login of logins)
        made.push(await make(login, (sql, values) => transaction.query(sql, values)));
      return made;
    }),
  );
}

export function loginText({ role, name, isNew, passwordChanged, reset }: MadeLogin): string {
  const kept = passwordChanged ? '' : '; its password is unchanged';
  const resetSettings =
    reset.length > 0 ? `; its own settings were reset: ${reset.join(', ')}` : '';
  return `${role}: the login ${name} is ${isNew ? 'created' : 'up to date'}${kept}${resetSettings}`;
}

async function make(
  login: Login,
  run: Parameters<typeof import('#database').makeLogin>[0],
): Promise<MadeLogin> {
  const { makeLogin } = await import('#database');
  const { role, name, password } = login;
  try {
    const { isNew, reset } = await makeLogin(run, login);
    return { role, name, isNew, passwordChanged: password !== null, reset };
  } catch (error) {
    throw new Error(`${role}.databaseUrl: ${(error as Error).message}`, { cause: error });
  }
}

async function readLogins(config: Config): Promise<Login[]> {
  const { APPLICATION_ROLES } = await import('#database');
  if (config.database.url === 'embedded') {
    throw new Error(
      'the embedded database has its logins already; this command is for a real database',
    );
  }
  const logins = APPLICATION_ROLES.flatMap((role) => readLogin(role, config));
  const [first, second] = logins;
  if (!first) {
    throw new Error(
      'no login is named: set backoffice.databaseUrl and storefront.databaseUrl ' +
        '(BACKOFFICE_DATABASE_URL, STOREFRONT_DATABASE_URL)',
    );
  }
  if (first.name === second?.name) {
    throw new Error(`each application needs its own login, but both URLs name ${first.name}`);
  }
  return logins;
}

function readLogin(role: ApplicationRole, config: Config): Login[] {
  const { databaseUrl: url } = config[role];
  if (url === '') return [];
  const { username, password } = new URL(url);
  if (username === '') throw new Error(`${role}.databaseUrl: it names no user`);
  return [
    {
      role,
      name: decodeURIComponent(username),
      password: password === '' ? null : decodeURIComponent(password),
      connections: config.database.loginConnections,
      limits: config.database.limits,
    },
  ];
}
