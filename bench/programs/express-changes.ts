/**
 * Runs express with express-oauth2-jwt-bearer, and typeorm with an audit event in the transaction
 * of the change.
 */
import 'reflect-metadata';
import express, { type Request } from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { DataSource, EntitySchema } from 'typeorm';
import { WRITE_SCOPES } from '../clients.js';
import { DATABASE_URL, POOL_SIZE, PORT, TRUSTED } from './settings.js';
import { User } from './user-entity.js';
import { userDocument, type UserRow } from './users-document.js';

interface AuditRow {
  id: string;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before: object;
  after: object;
}

/** The benchmark creates its table. */
const AuditEvent = new EntitySchema<AuditRow>({
  name: 'AuditEvent',
  tableName: 'bench_audit_events',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    actor: { type: 'text' },
    action: { type: 'text' },
    subjectType: { name: 'subject_type', type: 'text' },
    subjectId: { name: 'subject_id', type: 'text' },
    before: { type: 'jsonb' },
    after: { type: 'jsonb' },
  },
});

const dataSource = await new DataSource({
  type: 'postgres',
  url: DATABASE_URL,
  poolSize: POOL_SIZE,
  entities: [User, AuditEvent],
}).initialize();

async function change(id: string, title: string, actor: string): Promise<UserRow> {
  return dataSource.transaction(async (manager) => {
    const lock = { mode: 'pessimistic_write' as const };
    const user = await manager.findOneOrFail(User, { where: { id }, lock });
    const before = { title: user.title };
    const after = await manager.save(User, { ...user, title });
    await manager.insert(AuditEvent, {
      actor,
      action: 'user.updated',
      subjectType: 'users',
      subjectId: id,
      before,
      after: { title },
    });
    return after;
  });
}

const application = express();
application.use(auth({ ...TRUSTED, tokenSigningAlg: 'ES256' }));
application.use(express.json({ type: 'application/vnd.api+json' }));
application.patch(
  '/api/users/:id',
  requiredScopes([...WRITE_SCOPES]),
  async (request: Request<{ id: string }>, response) => {
    const { data } = request.body as { data: { attributes: { title: string } } };
    const actor = String(request.auth!.payload.client_id);
    const user = await change(request.params.id, data.attributes.title, actor);
    response.type('application/vnd.api+json').send(userDocument(user));
  },
);
application.listen(PORT, '127.0.0.1');
