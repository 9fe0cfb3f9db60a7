import type { Client, ClientSecret, SecretChanges } from '#oauth';
import type { DeclaredClient, DeclaredSecret } from './declared-client.js';

/** The differences between a client of the file and the database. */
export interface ClientDifferences extends SecretDifferences {
  declared: DeclaredClient;
  /** Null when the client does not exist yet. */
  existing: Client | null;
  /** The columns to change, with their new values. */
  columns: Partial<Client>;
}

export interface SecretDifferences {
  /** Secrets to generate, or to take over from the file. */
  added: DeclaredSecret[];
  changed: { row: ClientSecret; changes: SecretChanges }[];
  /** Live secrets whose value is in the file. */
  proven: ClientSecret[];
  /** Live secrets that are not in the file. */
  unmanaged: ClientSecret[];
}
