import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type ApplicationRole, GROUPS } from './login.js';

/** What the applications are called in a sentence. */
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

/** MEMBER is who could become it with SET ROLE; a superuser is a member of everything. */
const QUESTION = `
  SELECT current_user AS login,
    EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(oid, 'MEMBER'))
      OR EXISTS (SELECT FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')
        AND relnamespace = to_regnamespace(current_schema())) AS "isOwner",
    EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid, 'USAGE')) AS "hasGroup",
    EXISTS (SELECT FROM pg_roles WHERE rolname = $2 AND pg_has_role(oid, 'MEMBER')) AS "hasOther",
    has_database_privilege(current_database(), 'TEMPORARY') AS "hasTemporary"`;

/**
 * Warns of a login that the database does not hold to its application; it works. Where a pooler
 * shares sessions, that is also one that may make temporary tables, which all sessions would read.
 *
 * @throws Error for one that may not do what its application must
 */
export async function requireRights(
  dataSource: DataSource,
  { role, sharesSessions }: { role: ApplicationRole; sharesSessions: boolean },
): Promise<void> {
  const other = role === 'backoffice' ? 'storefront' : 'backoffice';
  const [rights] = await dataSource.query<[Rights]>(QUESTION, [GROUPS[role], GROUPS[other]]);
  const { login, isOwner, hasGroup, hasOther, hasTemporary } = rights;
  if (!isOwner && !hasGroup) {
    throw new Error(
      `the database login ${login} has no rights of the ${NAMES[role]}: run ` +
        '`latchkey database migrate` and then `latchkey database roles`',
    );
  }
  if (sharesSessions && hasTemporary && !isOwner) {
    new Logger('Database').warn(
      `the database login ${login} may make temporary tables, which stand before those of Latchkey for ` +
        'all that share its sessions through a pooler. Run `latchkey database roles` as the owner of the database',
    );
  }
  if (isOwner || hasOther) {
    new Logger('Database').warn(
      `the database login ${login} is not held to the ${NAMES[role]}: it may read and change all ` +
        `that is the ${NAMES[other]}'s. Give the ${NAMES[role]} one of its own: name it in ` +
        `${role}.databaseUrl (${role.toUpperCase()}_DATABASE_URL) and run \`latchkey database roles\``,
    );
  }
}
