/**
 * Runs express with express-oauth2-jwt-bearer, which verifies the token with the published keys of
 * its issuer, and typeorm's `find`.
 */
import 'reflect-metadata';
import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { DataSource } from 'typeorm';
import { PAGE_SIZE } from '../answers.js';
import { SCOPE } from '../clients.js';
import { DATABASE_URL, POOL_SIZE, PORT, TRUSTED } from './settings.js';
import { User } from './user-entity.js';
import { usersDocument } from './users-document.js';

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
