import { ClientSecret } from './clients/client-secret.entity.js';
import { Client } from './clients/client.entity.js';
import { SigningKey } from './keys/signing-key.entity.js';
import { RecordedRefusal } from './refusals/refusal.entity.js';

/** The entities of this lib, for the TypeORM data source of the application. */
export const OAUTH_ENTITIES = [Client, ClientSecret, SigningKey, RecordedRefusal];
