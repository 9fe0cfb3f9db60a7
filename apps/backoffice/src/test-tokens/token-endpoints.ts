import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { JsonApiError } from '#json-api';
import type { Side } from '#oauth';

/** The token endpoints of both sides, at which clients get tokens themselves. */
@Injectable()
export class TokenEndpoints {
  constructor(private readonly config: ConfigService) {}

  of(side: Side): { tokenEndpoint: string; api: string } {
    const { issuer } = this.config.getOrThrow<Config[Side]>(side);
    return { tokenEndpoint: `${issuer}/oauth2-token`, api: `${issuer}/api` };
  }

  /**
   * Returns 409 `other_side` for a storefront client, whose signing keys the back office cannot open, with
   * the command that a person can run instead.
   */
  otherSide(clientId: string): JsonApiError {
    const { tokenEndpoint } = this.of('storefront');
    const command = `curl -u '${clientId}:<secret>' -d grant_type=client_credentials ${tokenEndpoint}`;
    const detail =
      'the back office cannot sign tokens of the storefront, because it does not have its keys: ' +
      `ask the storefront with a secret of the client: ${command}`;
    return JsonApiError.conflict('other_side', detail);
  }
}
