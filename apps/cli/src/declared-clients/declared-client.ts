import type { NewClient, Side } from '#oauth';

/** What clients.yml says. A side that it does not name is none of its business. */
export interface DeclaredClients {
  sides: Side[];
  clients: DeclaredClient[];
}

export interface DeclaredClient {
  /** `backoffice[0]`: where it is in the file. */
  path: string;
  /** Identifies the client for every `apply`, also after a new name; unique within its side. */
  key: string;
  /** With every attribute: what the file leaves out has its default. */
  attributes: Required<NewClient>;
  ownerId: string | null;
  /** Null when the file leaves its secrets alone. */
  secrets: DeclaredSecret[] | null;
}

export interface DeclaredSecret {
  path: string;
  /** Unique within its client. */
  label: string;
  /** Null for one that is made when there is none. */
  secret: string | null;
  /** Null when nothing is said of its end. */
  expiresAt: string | null;
}
