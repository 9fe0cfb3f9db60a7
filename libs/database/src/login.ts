import { type DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { scramVerifier } from './scram-verifier.js';

/** The applications as the database knows them: each has a group, and logins in it. */
export type ApplicationRole = 'backoffice' | 'storefront';

export const APPLICATION_ROLES: readonly ApplicationRole[] = ['backoffice', 'storefront'];

/** Made by a migration, which gives them their rights. */
export const GROUPS: Readonly<Record<ApplicationRole, string>> = {
  backoffice: 'latchkey_backoffice',
  storefront: 'latchkey_storefront',
};

/** What an application logs in as. */
export interface Login {
  role: ApplicationRole;
  name: string;
  /** Null leaves it as it is: for logins by certificate and the like. */
  password: string | null;
  /** The limit of its connections; null leaves the limit unchanged. */
  connections: number | null;
}

/** Runs one statement and returns its rows. */
export type Run = (sql: string, values?: unknown[]) => Promise<unknown[]>;

/** What is there of the name already. */
interface Found {
  exists: boolean;
  hasGroup: boolean;
  isTaken: boolean;
  isOther: boolean;
  /** The limit of its connections; -1 for none. */
  connections: number | null;
  /** Attributes that a login of an application must not have. */
  excess: string[];
}

const QUESTION = `
  SELECT
    EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "exists",
    EXISTS (SELECT FROM pg_roles WHERE rolname = $4) AS "hasGroup",
    $1 = ANY ($2) OR $1 IN (session_user, current_user) OR EXISTS (
      SELECT FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
      WHERE rolname = $1 AND relnamespace = to_regnamespace(current_schema())) AS "isTaken",
    EXISTS (
      SELECT FROM pg_auth_members JOIN pg_roles member ON member.oid = member
        JOIN pg_roles role ON role.oid = roleid
      WHERE member.rolname = $1 AND role.rolname = $3) AS "isOther",
    (SELECT rolconnlimit FROM pg_roles WHERE rolname = $1) AS "connections",
    ARRAY(
      SELECT attribute FROM pg_roles CROSS JOIN LATERAL (VALUES
        (rolsuper, 'SUPERUSER'), (rolcreatedb, 'CREATEDB'), (rolcreaterole, 'CREATEROLE'),
        (rolreplication, 'REPLICATION'), (rolbypassrls, 'BYPASSRLS')) attributes (has, attribute)
      WHERE rolname = $1 AND has) AS excess`;

/**
 * Makes the login, or makes it what it must be: in the group of its application
 * and in no other's, and with nothing that goes past row-level security. Whether
 * it was made.
 *
 * The caller may create roles. What is right already is not said again: to say
 * NOSUPERUSER takes a superuser, even when it changes nothing.
 *
 * @throws Error for the name of a group or of who owns the tables, before the
 * migrations, and when the caller may not
 */
export async function makeLogin(
  run: Run,
  { role, name, password, connections }: Login,
): Promise<boolean> {
  const other = role === 'backoffice' ? GROUPS.storefront : GROUPS.backoffice;
  const values = [name, Object.values(GROUPS), other, GROUPS[role]];
  const [found] = (await run(QUESTION, values)) as [Found];
  if (found.isTaken) throw new Error(`${name} owns the tables or is a group: take another name`);
  if (!found.hasGroup) throw new Error('its group is missing: run `latchkey database migrate`');

  const login = escapeIdentifier(name);
  const options = ['LOGIN', ...found.excess.map((attribute) => `NO${attribute}`)];
  if (password !== null) options.push(`PASSWORD ${escapeLiteral(scramVerifier(password))}`);
  if (connections !== null && connections !== found.connections) {
    options.push(`CONNECTION LIMIT ${connections}`);
  }
  try {
    await run(`${found.exists ? 'ALTER' : 'CREATE'} ROLE ${login} ${options.join(' ')}`);
    if (found.isOther) await run(`REVOKE ${other} FROM ${login}`);
    await run(`GRANT ${GROUPS[role]} TO ${login}`);
  } catch (error) {
    throw (error as DatabaseError).code === INSUFFICIENT_PRIVILEGE ? mayNot(login, role) : error;
  }
  return !found.exists;
}

const INSUFFICIENT_PRIVILEGE = '42501';

function mayNot(login: string, role: ApplicationRole): Error {
  return new Error(
    `the login of database.url may not make it: as one who may, run CREATE ROLE ${login} ` +
      `LOGIN PASSWORD '…'; GRANT ${GROUPS[role]} TO ${login}`,
  );
}
