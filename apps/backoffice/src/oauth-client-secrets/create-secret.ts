import { IsObject } from 'class-validator';
import type { ResourceIdentifier } from '#json-api';
import { NewSecret } from '#oauth';

/** The document of POST /api/oauth-client-secrets: what is said of the secret, and whose it is. */
export class CreateSecret extends NewSecret {
  @IsObject({ message: 'client must be the client whose secret it is' })
  client: ResourceIdentifier;
}
