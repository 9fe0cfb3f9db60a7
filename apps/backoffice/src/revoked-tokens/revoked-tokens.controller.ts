import { Controller, HttpStatus, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Answers, JsonApiError, ResourceAttributes, ResourceSelection } from '#json-api';
import { Caller, RequireScope, TokenRevocations } from '#oauth';
import { ReadOnlyController } from '#resources';
import { CreateRevokedToken } from './create-revoked-token.js';
import { revokedTokenResource } from './revoked-token.resource.js';
import { RevokedTokenResources } from './revoked-tokens.repository.js';

/** Tokens of both sides that were revoked one by one. A revocation cannot be undone. */
@Controller(revokedTokenResource.path)
export class RevokedTokensController extends ReadOnlyController(
  revokedTokenResource,
  RevokedTokenResources,
  'tokens:revoke',
) {
  constructor(
    rows: RevokedTokenResources,
    private readonly tokens: TokenRevocations,
  ) {
    super(rows);
  }

  /** Answers 201, or 200 for a token that was revoked before: a client that lost the answer may repeat the request. */
  @Post()
  @RequireScope('tokens:revoke')
  @Answers({
    200: { description: 'It was revoked before.' },
    201: { description: 'It is revoked.' },
  })
  async create(
    @ResourceAttributes(revokedTokenResource, CreateRevokedToken) attributes: CreateRevokedToken,
    @ResourceSelection(revokedTokenResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { side, token, jti } = attributes;
    const found = await this.tokens.find(side, token ?? jti!);
    // An id instead of a token would be accepted without a check of the signature.
    if (!found || found.jti === token) throw noToken(side);
    const isNew = await this.tokens.revoke(found, administrator.actor);
    reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return this.rows.document(`${side}-${found.jti}`, selection);
  }
}

function noToken(side: string): JsonApiError {
  return new JsonApiError({
    status: 422,
    code: 'validation_failed',
    detail: `token must be an access token of the ${side} that has not expired`,
    source: { pointer: '/data/attributes/token' },
  });
}
