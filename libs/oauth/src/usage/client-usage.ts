interface SecretUsage {
  uses: number;
  lastUsedAt: Date;
  address: string;
}

/** Between two writes, which may be an outage apart; of more, the database remembers none either. */
const MOST_NETWORKS = 100;

/** What was seen of one client in a while. */
export class ClientUsage {
  tokens = 0;
  calls = 0;
  denials = 0;
  lastTokenAt: Date | null = null;

  /** By the id of the secret. */
  readonly secrets = new Map<string, SecretUsage>();

  /** Those from which it got a token. */
  readonly networks = new Set<string>();

  /** Scopes that its requests to the API needed, and how often. */
  readonly scopes = new Map<string, number>();

  addSecret(id: string, lastUsedAt: Date, address: string): void {
    const uses = (this.secrets.get(id)?.uses ?? 0) + 1;
    this.secrets.set(id, { uses, lastUsedAt, address });
  }

  addNetwork(network: string): void {
    if (this.networks.size < MOST_NETWORKS) this.networks.add(network);
  }

  addScope(scope: string): void {
    this.scopes.set(scope, (this.scopes.get(scope) ?? 0) + 1);
  }
}
