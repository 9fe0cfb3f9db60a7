import { ClientSecret } from './clients/client-secret.entity.js';
import { Client } from './clients/client.entity.js';
import { SigningKey } from './keys/signing-key.entity.js';

/** The tables of this lib, for the data source of whoever registers it. */
export const OAUTH_ENTITIES = [Client, ClientSecret, SigningKey];
