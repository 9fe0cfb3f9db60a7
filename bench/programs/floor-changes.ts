/**
 * The floor for changes: a server without authentication, validation, audit and a framework. It
 * locks the row, changes the title and commits, with prepared statements.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { DATABASE_URL, POOL_SIZE, PORT } from './settings.js';
import { COLUMNS, userDocument, type UserRow } from './users-document.js';

const pool = new Pool({ connectionString: DATABASE_URL, max: POOL_SIZE });

// Named, so that PostgreSQL parses them once for each connection.
const LOCK = { name: 'lock', text: `SELECT ${COLUMNS} FROM staff_users WHERE id = $1 FOR UPDATE` };
const UPDATE = {
  name: 'update',
  text: `UPDATE staff_users SET title = $2 WHERE id = $1 RETURNING ${COLUMNS}`,
};

interface Document {
  data: { id: string; attributes: { title: string } };
}

async function change({ data: { id, attributes } }: Document): Promise<UserRow> {
  const connection = await pool.connect();
  try {
    await connection.query('BEGIN');
    await connection.query<UserRow>({ ...LOCK, values: [id] });
    const { rows } = await connection.query<UserRow>({ ...UPDATE, values: [id, attributes.title] });
    await connection.query('COMMIT');
    return rows[0]!;
  } finally {
    connection.release();
  }
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void change(JSON.parse(Buffer.concat(chunks).toString()) as Document).then((row) => {
      const body = userDocument(row);
      response.writeHead(200, {
        'Content-Type': 'application/vnd.api+json',
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  });
}).listen(PORT, '127.0.0.1');
