import { Inject, Injectable, Optional } from '@nestjs/common';
import { inSpan } from '#telemetry';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { requireAudience } from '../resource.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import type { Grant, TokenRequest } from './grant.js';
import type { TokenResponse } from './token-response.js';

/** Injection token of the grants for people; a host of the module has none. */
export const PEOPLE_GRANTS = Symbol('PEOPLE_GRANTS');

/** The grant types that this server supports. */
@Injectable()
export class Grants {
  readonly #byType: ReadonlyMap<string, Grant>;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'audience'>,
    clientCredentials: ClientCredentialsGrant,
    @Optional() @Inject(PEOPLE_GRANTS) ofPeople: readonly Grant[] | null,
  ) {
    const grants: Grant[] = [clientCredentials, ...(ofPeople ?? [])];
    this.#byType = new Map(grants.map((grant) => [grant.type, grant]));
  }

  /** `grant_types_supported` of the metadata (RFC 8414 §2). */
  get types(): string[] {
    return [...this.#byType.keys()];
  }

  /**
   * Returns the grant of a `grant_type`.
   *
   * @throws OAuthError `unsupported_grant_type`
   */
  get(type: string): Grant {
    const grant = this.#byType.get(type);
    if (grant) return grant;
    const cause = this.#byType.has(type.trim()) ? ', without white space around it' : '';
    const types = this.types.join(' or ');
    throw new OAuthError('unsupported_grant_type', `grant_type must be ${types}${cause}`);
  }

  /**
   * Issues a token of this API.
   *
   * @throws OAuthError `invalid_target` for another resource (RFC 8707 §2), and those of the grant
   */
  issue(grant: Grant, request: TokenRequest): TokenResponse | Promise<TokenResponse> {
    requireAudience(request.parameters.getAll('resource'), this.options.audience);
    const attributes = { 'latchkey.grant_type': grant.type };
    return inSpan({ name: 'grant', attributes }, () => grant.issue(request));
  }
}
