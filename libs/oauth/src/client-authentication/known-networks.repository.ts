import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { readNetwork } from '../network.js';

/**
 * Records the networks from which clients have authenticated: others cannot lock them out there.
 */
@Injectable()
export class KnownNetworksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Records a network at once, not with the usage counts: failures may follow immediately. */
  async add({ clientId, knownNetworks }: ClientSnapshot, network: string): Promise<void> {
    // An unreadable address is not recorded: another caller may have the same text.
    if (readNetwork(network) === null) return;
    // The lock waits for a statement that deletes the client, so that no network is left behind.
    await this.dataSource.query(
      `INSERT INTO client_networks (client_id, network, last_used_at)
       SELECT client_id, $2::cidr, now() FROM oauth_clients WHERE client_id = $1 FOR KEY SHARE
       ON CONFLICT (client_id, network) DO NOTHING`,
      [clientId, network],
    );
    knownNetworks.add(network);
  }
}
