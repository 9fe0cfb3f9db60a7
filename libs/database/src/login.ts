import { type DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { type DatabaseLimits, timeouts } from './limits.js';
import { scramVerifier } from './scram-verifier.js';

/** The applications as database roles: each has a group, and logins in the group. */
export type ApplicationRole = 'backoffice' | 'storefront';

export const APPLICATION_ROLES: readonly ApplicationRole[] = ['backoffice', 'storefront'];

/** Group roles; a migration creates them and grants their rights. */
export const GROUPS: Readonly<Record<ApplicationRole, string>> = {
  backoffice: 'latchkey_backoffice',
  storefront: 'latchkey_storefront',
};

/** A database login of an application. */
export interface Login {
  role: ApplicationRole;
  name: string;
  /** Null leaves the password unchanged, for logins that use certificates and the like. */
  password: string | null;
  /** Maximum connections of the login; null leaves the maximum unchanged. */
  connections: number | null;
  /** Session limits, for connections through a pooler that does not forward them. */
  limits?: DatabaseLimits;
}

/** Result of `makeLogin`. */
export interface MadeLogin {
  isNew: boolean;
  /** Role settings that the login had, as `name=value`, and that were removed. */
  reset: string[];
}

/** Runs one statement and returns its rows. */
export type Run = (sql: string, values?: unknown[]) => Promise<unknown[]>;

/** Existing objects with the name of the login. */
interface Found {
  exists: boolean;
  hasGroup: boolean;
  isTaken: boolean;
  isOther: boolean;
  /** The connection limit of the role; -1 for none. */
  connections: number | null;
  /** Attributes of the role that a login of an application must not have. */
  excess: string[];
  /** Role settings, as `name=value`. */
  settings: string[];
  /** Name of the current database, quoted. */
  database: string;
  /** Databases in which the role has settings. */
  databases: string[];
}

const FIND_ROLE = `
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
 * Creates or corrects the login of an application. It gets its own group and no other, no attribute
 * that bypasses row-level security, and no settings except the limits. A login can change its own
 * settings and password at any time.
 *
 * The caller needs the right to create roles. Correct attributes are not set again: setting
 * NOSUPERUSER requires a superuser even when it changes nothing.
 *
 * @throws Error when the name is a group or the owner of the tables, when the group is missing, and
 * when the caller lacks the right
 */
export async function makeLogin(run: Run, wanted: Login): Promise<MadeLogin> {
  const { role, name, password, connections } = wanted;
  const other = role === 'backoffice' ? GROUPS.storefront : GROUPS.backoffice;
  const values = [name, Object.values(GROUPS), other, GROUPS[role]];
  const [found] = (await run(FIND_ROLE, values)) as [Found];
  if (found.isTaken) throw new Error(`${name} owns the tables or is a group: choose another name`);
  if (!found.hasGroup) {
    throw new Error(`the role ${GROUPS[role]} is missing: run \`latchkey database migrate\``);
  }

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
    // A temporary table would hide the real one from other sessions behind the same pooler.
    await run(`REVOKE TEMPORARY ON DATABASE ${found.database} FROM PUBLIC, ${login}`);
    for (const database of found.databases) {
      await run(`ALTER ROLE ${login} IN DATABASE ${escapeIdentifier(database)} RESET ALL`);
    }
    await run(`ALTER ROLE ${login} RESET ALL`);
    for (const [limit, ms] of limits) await run(`ALTER ROLE ${login} SET ${limit} = ${ms}`);
  } catch (error) {
    throw (error as DatabaseError).code === INSUFFICIENT_PRIVILEGE
      ? missingRight(login, role)
      : error;
  }
  const isLimit = (setting: string) => limits.some(([limit]) => setting.startsWith(`${limit}=`));
  return { isNew: !found.exists, reset: found.settings.filter((setting) => !isLimit(setting)) };
}

const INSUFFICIENT_PRIVILEGE = '42501';

function missingRight(login: string, role: ApplicationRole): Error {
  return new Error(
    `the login of database.url may not create this login: as a role that may create roles, run CREATE ROLE ${login} ` +
      `LOGIN PASSWORD '…'; GRANT ${GROUPS[role]} TO ${login}`,
  );
}
