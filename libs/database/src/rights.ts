import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type ApplicationRole, GROUPS } from './login.js';

/** Names of the applications in log lines. */
const NAMES: Readonly<Record<ApplicationRole, string>> = {
  backoffice: 'back office',
  storefront: 'storefront',
};

interface Rights {
  login: string;
  isOwner: boolean;
  hasGroup: boolean;
  hasOther: boolean;
  hasTemporary: boolean;
}

/** MEMBER means that the login could SET ROLE to it; a superuser is a member of every role. */
const RIGHTS = `
  SELECT current_user AS login,
    EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(oid, 'MEMBER'))
      OR EXISTS (SELECT FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')
        AND relnamespace = to_regnamespace(current_schema())) AS "isOwner",
    EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid, 'USAGE')) AS "hasGroup",
    EXISTS (SELECT FROM pg_roles WHERE rolname = $2 AND pg_has_role(oid, 'MEMBER')) AS "hasOther",
    has_database_privilege(current_database(), 'TEMPORARY') AS "hasTemporary"`;

/** The application that uses a login, and how. */
interface RequiredRights {
  role: ApplicationRole;
  sharesSessions: boolean;
  /** The setting that names the login, for messages. */
  setting?: string;
}

/**
 * Checks the rights of the login. Warns of a login with more rights than its application, which
 * works nevertheless. Where a pooler shares sessions, this includes the right to create temporary
 * tables, which all sessions would read.
 *
 * @throws Error when the login lacks the rights of its application
 */
export async function requireRights(
  dataSource: DataSource,
  { role, sharesSessions, setting = `${role}.databaseUrl` }: RequiredRights,
): Promise<void> {
  const other = role === 'backoffice' ? 'storefront' : 'backoffice';
  const [rights] = await dataSource.query<[Rights]>(RIGHTS, [GROUPS[role], GROUPS[other]]);
  const { login, isOwner, hasGroup, hasOther, hasTemporary } = rights;
  if (!isOwner && !hasGroup && hasOther) {
    throw new Error(
      `the database login ${login} is that of the ${NAMES[other]}: the URLs of the two sides are ` +
        `swapped. Set ${setting} to the login of the ${NAMES[role]}`,
    );
  }
  if (!isOwner && !hasGroup) {
    throw new Error(
      `the database login ${login} has no rights of the ${NAMES[role]}: run ` +
        '`latchkey database migrate` and then `latchkey database roles`',
    );
  }
  if (sharesSessions && hasTemporary && !isOwner) {
    new Logger('Database').warn(
      `the database login ${login} may create temporary tables, which could hide Latchkey's tables ` +
        'from all processes that share its sessions through a pooler. ' +
        'Run `latchkey database roles` as the owner of the database',
    );
  }
  if (isOwner || hasOther) {
    new Logger('Database').warn(
      `the database login ${login} is not restricted to the ${NAMES[role]}: it can read and change ` +
        `all data of the ${NAMES[other]}. Give the ${NAMES[role]} its own login: set ` +
        `${role}.databaseUrl (${role.toUpperCase()}_DATABASE_URL) and run \`latchkey database roles\``,
    );
  }
}
