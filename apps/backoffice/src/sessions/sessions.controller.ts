import { DeletableController } from '#resources';
import { sessionResource } from './session.resource.js';
import { SessionResources } from './sessions.repository.js';
import { SessionEnds } from './sessions.service.js';

/** Sessions of the people of both sides. A deletion ends one. */
export class SessionsController extends DeletableController(sessionResource, {
  repository: SessionResources,
  service: SessionEnds,
  scopes: { read: 'sessions:read', write: 'sessions:write' },
}) {}
