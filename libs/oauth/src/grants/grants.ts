import { Injectable } from '@nestjs/common';
import { OAuthError } from '../oauth.error.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import type { Grant } from './grant.js';

/** The grant types that this server supports. */
@Injectable()
export class Grants {
  readonly #byType: ReadonlyMap<string, Grant>;

  constructor(clientCredentials: ClientCredentialsGrant) {
    this.#byType = new Map([[clientCredentials.type, clientCredentials]]);
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
}
