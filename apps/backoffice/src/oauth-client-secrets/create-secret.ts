import { IsObject } from 'class-validator';
import type { ResourceIdentifier } from '#json-api';
import { NewSecret } from '#oauth';

/** The document of POST /api/oauth-client-secrets: the attributes of the secret, and its client. */
export class CreateSecret extends NewSecret {
  @IsObject({ message: 'client must be the client whose secret it is' })
  client: ResourceIdentifier;
}
