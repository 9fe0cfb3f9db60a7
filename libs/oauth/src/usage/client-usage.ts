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

  addSecret(id: string, { uses, lastUsedAt, address }: SecretUsage): void {
    const usage = this.secrets.get(id);
    if (!usage) {
      this.secrets.set(id, { uses, lastUsedAt, address });
    } else {
      usage.uses += uses;
      if (lastUsedAt >= usage.lastUsedAt) Object.assign(usage, { lastUsedAt, address });
    }
  }

  addNetwork(network: string): void {
    if (this.networks.size < MOST_NETWORKS) this.networks.add(network);
  }

  addScope(scope: string, uses = 1): void {
    this.scopes.set(scope, (this.scopes.get(scope) ?? 0) + uses);
  }

  /** What could not be written, together with what has come since. */
  merge(earlier: ClientUsage): void {
    this.tokens += earlier.tokens;
    this.calls += earlier.calls;
    this.denials += earlier.denials;
    this.lastTokenAt ??= earlier.lastTokenAt;
    for (const [id, usage] of earlier.secrets) this.addSecret(id, usage);
    for (const network of earlier.networks) this.addNetwork(network);
    for (const [scope, uses] of earlier.scopes) this.addScope(scope, uses);
  }
}
