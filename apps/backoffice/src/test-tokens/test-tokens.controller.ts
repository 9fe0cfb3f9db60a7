import { Controller, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  Answers,
  JsonApi,
  JsonApiError,
  metaDocument,
  ResourceAttributes,
  WithoutQuery,
} from '#json-api';
import {
  AccessTokenGuard,
  Caller,
  RequireRecentSignIn,
  RequireScope,
  type Side,
  TestTokens,
} from '#oauth';
import { oauthClientResource } from '../oauth-clients/oauth-client.resource.js';
import { OAuthClientsRepository } from '../oauth-clients/oauth-clients.repository.js';
import { CreateTestToken } from './create-test-token.js';
import { TokenEndpoints } from './token-endpoints.js';
import { testTokenResource } from './test-token.resource.js';

/** Seconds since the sign-in of the person. */
const RECENT_SIGN_IN = 300;

/** Tokens with which people try the API as a client of theirs. */
@Controller(`${oauthClientResource.path}/:id/test-tokens`)
@JsonApi()
@UseGuards(AccessTokenGuard)
export class TestTokensController {
  constructor(
    private readonly clients: OAuthClientsRepository,
    private readonly tokens: TestTokens,
    private readonly endpoints: TokenEndpoints,
  ) {}

  /** Says where the client gets tokens itself, and for which API. */
  @Get()
  @WithoutQuery()
  @RequireScope('clients:read')
  @Answers({
    200: {
      description: 'The token endpoint of the side of the client, and its API.',
      data: false,
      meta: { tokenEndpoint: { type: 'string' }, api: { type: 'string' } },
    },
  })
  async describe(@Param('id') id: string) {
    const client = await this.clients.find(id);
    if (!client) throw JsonApiError.notFound('oauth-clients', id);
    return metaDocument(this.endpoints.of(client.side as Side));
  }

  /** The only answer with the token, which has no id. No cache may store it. */
  @Post()
  @HttpCode(200)
  @WithoutQuery()
  @Header('Cache-Control', 'no-store')
  @RequireScope('clients:write')
  @RequireRecentSignIn(RECENT_SIGN_IN)
  @Answers({
    200: {
      description: 'The token, this once.',
      data: false,
      meta: {
        accessToken: { type: 'string' },
        expiresAt: { type: 'string', format: 'date-time' },
        scopes: { type: 'array', items: { type: 'string' } },
      },
    },
  })
  async create(
    @Param('id') id: string,
    @ResourceAttributes(testTokenResource, CreateTestToken, { isNew: true })
    { scopes }: CreateTestToken,
    @Caller() { administrator }: Caller,
  ) {
    const client = await this.clients.find(id);
    if (client?.side === 'storefront') throw this.endpoints.otherSide(id);
    const token = client && (await this.tokens.issue(id, scopes, administrator));
    if (!token) throw JsonApiError.notFound('oauth-clients', id);
    const { jwt: accessToken, expiresAt, scopes: granted } = token;
    return metaDocument({ accessToken, expiresAt: new Date(expiresAt * 1000), scopes: granted });
  }
}
