/**
 * The floor for the API: a server without authentication, parameters, headers and a framework. It
 * runs one prepared statement and one JSON.stringify.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { PAGE_SIZE } from '../answers.js';
import { DATABASE_URL, POOL_SIZE, PORT } from './surroundings.js';
import { type UserRow, usersDocument } from './users-document.js';

const STATEMENT = {
  name: 'users', // named, so that PostgreSQL parses it once for each connection
  text: `
    SELECT id, username, email, name_prefix AS "namePrefix", first_name AS "firstName",
      middle_name AS "middleName", last_name AS "lastName", name_suffix AS "nameSuffix",
      phone, title, birthday::text, enabled, created_at AS "createdAt", updated_at AS "updatedAt"
    FROM staff_users ORDER BY id LIMIT $1`,
  values: [PAGE_SIZE],
};

const pool = new Pool({ connectionString: DATABASE_URL, max: POOL_SIZE });

createServer((_request, response) => {
  void pool.query<UserRow>(STATEMENT).then(({ rows }) => {
    const body = usersDocument(rows);
    response.writeHead(200, {
      'Content-Type': 'application/vnd.api+json',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  });
}).listen(PORT, '127.0.0.1');
