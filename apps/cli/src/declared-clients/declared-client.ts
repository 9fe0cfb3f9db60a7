import type { NewClient, Side } from '#oauth';

/** The content of clients.yml. `apply` ignores a side that the file does not name. */
export interface DeclaredClients {
  sides: Side[];
  clients: DeclaredClient[];
}

export interface DeclaredClient {
  /** The place in the file, such as `backoffice[0]`. */
  path: string;
  /** Identifies the client in every `apply`, even after it is renamed; unique within its side. */
  key: string;
  /** Every attribute; those that the file leaves out have their defaults. */
  attributes: Required<NewClient>;
  ownerId: string | null;
  /** Null when the file does not manage the secrets of the client. */
  secrets: DeclaredSecret[] | null;
}

export interface DeclaredSecret {
  path: string;
  /** Unique within its client. */
  label: string;
  /** Null when `apply` generates the secret if the client has none with this label. */
  secret: string | null;
  /** Null when the file does not set the end. */
  expiresAt: string | null;
}
