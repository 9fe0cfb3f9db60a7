import { ReadOnlyController } from '#resources';
import { clientScopeResource } from './client-scope.resource.js';
import { ClientScopeResources } from './client-scopes.repository.js';

/** Scopes of clients of both sides, each with its use. */
export class ClientScopesController extends ReadOnlyController(
  clientScopeResource,
  ClientScopeResources,
  'clients:read',
) {}
