interface SecretUsage {
  uses: number;
  /** Unix time in milliseconds. */
  lastUsedAtMs: number;
  address: string;
  /** The last use from each network; Unix time in milliseconds. */
  networks: Map<string, number>;
}

/**
 * Networks of one client between two writes, at most; the database also keeps no more than that.
 */
const MAX_NETWORKS = 100;

/** Networks of one secret between two writes, at most; people see as many. */
const MAX_NETWORKS_OF_SECRET = 20;

/** Counts of the use of one client since the last write. */
export class ClientUsage {
  tokens = 0;
  calls = 0;
  denials = 0;
  /** Unix time in milliseconds. */
  lastTokenAtMs = 0;

  /** Uses of secrets, by the id of the secret. */
  readonly secrets = new Map<string, SecretUsage>();

  /** Networks from which the client authenticated. */
  readonly networks = new Set<string>();

  /** Scopes that the client's requests to the API needed, each with the number of requests. */
  readonly scopes = new Map<string, number>();

  addToken(): void {
    this.tokens += 1;
    this.lastTokenAtMs = Date.now();
  }

  addSecret(id: string, { address, network }: { address: string; network: string }): void {
    const lastUsedAtMs = Date.now();
    const secret = this.secrets.get(id);
    if (!secret) {
      const networks = new Map([[network, lastUsedAtMs]]);
      this.secrets.set(id, { uses: 1, lastUsedAtMs, address, networks });
      return;
    }
    const { networks } = secret;
    secret.uses += 1;
    secret.lastUsedAtMs = lastUsedAtMs;
    secret.address = address;
    if (networks.has(network) || networks.size < MAX_NETWORKS_OF_SECRET) {
      networks.set(network, lastUsedAtMs);
    }
  }

  addNetwork(network: string): void {
    if (this.networks.size < MAX_NETWORKS) this.networks.add(network);
  }

  addScope(scope: string): void {
    this.scopes.set(scope, (this.scopes.get(scope) ?? 0) + 1);
  }
}
