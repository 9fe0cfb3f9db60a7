import { type DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import type { DatabaseLimits } from './database.options.js';
import { timeouts } from './limits.js';
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
  /** Limits of its sessions, for connections through a pooler that does not pass them on. */
  limits?: DatabaseLimits;
}

/** What `makeLogin` has found and done. */
export interface MadeLogin {
  isNew: boolean;
  /** Settings of its own that the login had, as `name=value`, and has no longer. */
  reset: string[];
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
  /** Settings that it begins a session with, as `name=value`. */
  settings: string[];
  /** The name of this database, quoted. */
  database: string;
  /** Databases for which it has settings. */
  databases: string[];
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
      WHERE rolname = $1 AND has) AS excess,
    ARRAY(
      SELECT DISTINCT setting FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
        CROSS JOIN LATERAL unnest(setconfig) setting
      WHERE rolname = $1 ORDER BY setting) AS settings,
    quote_ident(current_database()) AS database,
    ARRAY(
      SELECT datname::text FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
        JOIN pg_database ON pg_database.oid = setdatabase
      WHERE rolname = $1) AS databases`;

/**
 * Makes the login, or makes it what it must be: in the group of its application
 * and in no other's, with nothing that goes past row-level security, and with no
 * settings but the limits. A login changes its own settings, and its own password, whenever it likes.
 *
 * The caller may create roles. What is right already is not said again: to say
 * NOSUPERUSER takes a superuser, even when it changes nothing.
 *
 * @throws Error for the name of a group or of who owns the tables, before the
 * migrations, and when the caller may not
 */
export async function makeLogin(run: Run, wanted: Login): Promise<MadeLogin> {
  const { role, name, password, connections } = wanted;
  const other = role === 'backoffice' ? GROUPS.storefront : GROUPS.backoffice;
  const values = [name, Object.values(GROUPS), other, GROUPS[role]];
  const [found] = (await run(QUESTION, values)) as [Found];
  if (found.isTaken) throw new Error(`${name} owns the tables or is a group: take another name`);
  if (!found.hasGroup) throw new Error('its group is missing: run `latchkey database migrate`');

  const login = escapeIdentifier(name);
  const limits = wanted.limits ? Object.entries(timeouts(wanted.limits)) : [];
  const options = ['LOGIN', ...found.excess.map((attribute) => `NO${attribute}`)];
  if (password !== null) options.push(`PASSWORD ${escapeLiteral(scramVerifier(password))}`);
  if (connections !== null && connections !== found.connections) {
    options.push(`CONNECTION LIMIT ${connections}`);
  }
  try {
    await run(`${found.exists ? 'ALTER' : 'CREATE'} ROLE ${login} ${options.join(' ')}`);
    if (found.isOther) await run(`REVOKE ${other} FROM ${login}`);
    await run(`GRANT ${GROUPS[role]} TO ${login}`);
    // Behind a pooler other sessions would read a temporary table of the login instead of the real one.
    await run(`REVOKE TEMPORARY ON DATABASE ${found.database} FROM PUBLIC, ${login}`);
    for (const database of found.databases) {
      await run(`ALTER ROLE ${login} IN DATABASE ${escapeIdentifier(database)} RESET ALL`);
    }
    await run(`ALTER ROLE ${login} RESET ALL`);
    for (const [limit, ms] of limits) await run(`ALTER ROLE ${login} SET ${limit} = ${ms}`);
  } catch (error) {
    throw (error as DatabaseError).code === INSUFFICIENT_PRIVILEGE ? mayNot(login, role) : error;
  }
  const isLimit = (setting: string) => limits.some(([limit]) => setting.startsWith(`${limit}=`));
  return { isNew: !found.exists, reset: found.settings.filter((setting) => !isLimit(setting)) };
}

const INSUFFICIENT_PRIVILEGE = '42501';

function mayNot(login: string, role: ApplicationRole): Error {
  return new Error(
    `the login of database.url may not make it: as one who may, run CREATE ROLE ${login} ` +
      `LOGIN PASSWORD '…'; GRANT ${GROUPS[role]} TO ${login}`,
  );
}
