import { DeletableController } from '#resources';
import { PeopleSignInRepository } from '#sign-in';
import { sessionResource } from './session.resource.js';
import { SessionResources } from './sessions.repository.js';

/** Sessions of the people of both sides. A deletion ends one, with the tokens that apps got in it. */
export class SessionsController extends DeletableController(sessionResource, {
  repository: SessionResources,
  service: PeopleSignInRepository,
  scopes: { read: 'sessions:read', write: 'sessions:write' },
  delete: async (people, { id }, { actor }) => people.endSession(id, actor),
}) {}
