import { DeletableController } from '#resources';
import { refreshTokenResource } from './refresh-token.resource.js';
import { RefreshTokenResources } from './refresh-tokens.repository.js';
import { RefreshTokenEnds } from './refresh-tokens.service.js';

/** Refresh tokens that applications have for people of both sides. A deletion revokes one. */
export class RefreshTokensController extends DeletableController(refreshTokenResource, {
  repository: RefreshTokenResources,
  service: RefreshTokenEnds,
  scopes: { read: 'grants:read', write: 'grants:write' },
}) {}
