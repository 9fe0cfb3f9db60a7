interface SecretUsage {
  uses: number;
  /** In milliseconds, as `Date.now()` has it. */
  lastUsedAtMs: number;
  address: string;
}

/** Between two writes, which may be an outage apart; of more, the database remembers none either. */
const MAX_NETWORKS = 100;

/** What was seen of one client in a while. */
export class ClientUsage {
  tokens = 0;
  calls = 0;
  denials = 0;
  /** In milliseconds, as `Date.now()` has it. */
  lastTokenAtMs = 0;

  /** By the id of the secret. */
  readonly secrets = new Map<string, SecretUsage>();

  /** Those from which it got a token. */
  readonly networks = new Set<string>();

  /** Scopes that its requests to the API needed, and how often. */
  readonly scopes = new Map<string, number>();

  addToken(): void {
    this.tokens += 1;
    this.lastTokenAtMs = Date.now();
  }

  addSecret(id: string, address: string): void {
    const lastUsedAtMs = Date.now();
    const secret = this.secrets.get(id);
    if (!secret) this.secrets.set(id, { uses: 1, lastUsedAtMs, address });
    else {
      secret.uses += 1;
      secret.lastUsedAtMs = lastUsedAtMs;
      secret.address = address;
    }
  }

  addNetwork(network: string): void {
    if (this.networks.size < MAX_NETWORKS) this.networks.add(network);
  }

  addScope(scope: string): void {
    this.scopes.set(scope, (this.scopes.get(scope) ?? 0) + 1);
  }
}
