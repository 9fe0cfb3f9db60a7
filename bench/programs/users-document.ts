import { PAGE_SIZE } from '../answers.js';

/** A row of a user, as the programs `floor-users` and `express-users` read it. */
export interface UserRow {
  id: string;
  username: string;
  email: string;
  namePrefix: string | null;
  firstName: string;
  middleName: string | null;
  lastName: string;
  nameSuffix: string | null;
  phone: string | null;
  title: string | null;
  /** YYYY-MM-DD. */
  birthday: string | null;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** The columns of a `UserRow`. */
export const COLUMNS = `
  id, username, email, name_prefix AS "namePrefix", first_name AS "firstName",
  middle_name AS "middleName", last_name AS "lastName", name_suffix AS "nameSuffix",
  phone, title, birthday::text, enabled, created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Reads the rows of the first page. */
export const USERS_STATEMENT = {
  name: 'users', // named, so that PostgreSQL parses it once for each connection
  text: `SELECT ${COLUMNS} FROM staff_users ORDER BY id LIMIT $1`,
  values: [PAGE_SIZE],
};

const FIRST_PAGE = `/api/users?page%5Bsize%5D=${PAGE_SIZE}`;

const LINKS = {
  self: FIRST_PAGE,
  first: FIRST_PAGE,
  prev: null,
  next: `${FIRST_PAGE}&page%5Bnumber%5D=2`,
};

/** Builds the first page, identical to Latchkey's answer; the benchmark compares them. */
export function usersDocument(rows: readonly UserRow[]): string {
  return JSON.stringify({ jsonapi: { version: '1.1' }, links: LINKS, data: rows.map(resource) });
}

/** Builds the document of one user, identical to Latchkey's answer. */
export function userDocument(row: UserRow): string {
  const links = { self: `/api/users/${row.id}` };
  return JSON.stringify({ jsonapi: { version: '1.1' }, links, data: resource(row) });
}

function resource(row: UserRow) {
  const { id, createdAt, updatedAt } = row;
  const self = `/api/users/${id}`;
  return {
    type: 'users',
    id,
    attributes: {
      username: row.username,
      email: row.email,
      namePrefix: row.namePrefix,
      firstName: row.firstName,
      middleName: row.middleName,
      lastName: row.lastName,
      nameSuffix: row.nameSuffix,
      phone: row.phone,
      title: row.title,
      birthday: row.birthday,
      enabled: row.enabled,
      createdAt: timestamp(createdAt),
      updatedAt: timestamp(updatedAt),
    },
    relationships: {
      roles: { links: { self: `${self}/relationships/roles`, related: `${self}/roles` } },
    },
    links: { self },
  };
}

/** Formats a time as Latchkey does: with milliseconds, unless there are none. */
function timestamp(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
