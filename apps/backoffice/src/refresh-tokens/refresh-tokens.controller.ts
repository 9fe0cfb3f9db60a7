import { AuthorizedApplications } from '#oauth';
import { DeletableController } from '#resources';
import { refreshTokenResource } from './refresh-token.resource.js';
import { RefreshTokenResources } from './refresh-tokens.repository.js';

/**
 * Refresh tokens that applications have for people of both sides. A deletion revokes one, with the
 * access tokens that belong to it.
 */
export class RefreshTokensController extends DeletableController(refreshTokenResource, {
  repository: RefreshTokenResources,
  service: AuthorizedApplications,
  scopes: { read: 'grants:read', write: 'grants:write' },
  delete: async (applications, { id }, { actor }) => applications.endRefreshToken(id, actor),
}) {}
