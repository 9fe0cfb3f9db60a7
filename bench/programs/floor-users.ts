/**
 * The floor for the API: a server without authentication, parameters, headers and a framework. It
 * runs one prepared statement and one JSON.stringify.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { DATABASE_URL, POOL_SIZE, PORT } from './settings.js';
import { type UserRow, USERS_STATEMENT, usersDocument } from './users-document.js';

const pool = new Pool({ connectionString: DATABASE_URL, max: POOL_SIZE });

createServer((_request, response) => {
  void pool.query<UserRow>(USERS_STATEMENT).then(({ rows }) => {
    const body = usersDocument(rows);
    response.writeHead(200, {
      'Content-Type': 'application/vnd.api+json',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  });
}).listen(PORT, '127.0.0.1');
