/**
 * Runs express with express-oauth2-jwt-bearer, which verifies the token with the published keys of
 * its issuer, and typeorm's `find`.
 */
import 'reflect-metadata';
import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { DataSource, EntitySchema } from 'typeorm';
import { PAGE_SIZE } from '../answers.js';
import { SCOPE } from '../clients.js';
import { DATABASE_URL, POOL_SIZE, PORT, TRUSTED } from './settings.js';
import { type UserRow, usersDocument } from './users-document.js';

const User = new EntitySchema<UserRow>({
  name: 'User',
  tableName: 'staff_users',
  columns: {
    id: { type: 'bigint', primary: true },
    username: { type: 'text' },
    email: { type: 'text' },
    namePrefix: { name: 'name_prefix', type: 'text', nullable: true },
    firstName: { name: 'first_name', type: 'text' },
    middleName: { name: 'middle_name', type: 'text', nullable: true },
    lastName: { name: 'last_name', type: 'text' },
    nameSuffix: { name: 'name_suffix', type: 'text', nullable: true },
    phone: { type: 'text', nullable: true },
    title: { type: 'text', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    updatedAt: { name: 'updated_at', type: 'timestamptz' },
  },
});

const dataSource = await new DataSource({
  type: 'postgres',
  url: DATABASE_URL,
  poolSize: POOL_SIZE,
  entities: [User],
}).initialize();
const users = dataSource.getRepository(User);

const application = express();
application.use(auth({ ...TRUSTED, tokenSigningAlg: 'ES256' }));
application.get('/api/users', requiredScopes(SCOPE), async (_request, response) => {
  const rows = await users.find({ order: { id: 'ASC' }, take: PAGE_SIZE });
  response.type('application/vnd.api+json').send(usersDocument(rows));
});
application.listen(PORT, '127.0.0.1');
