import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { readNetwork } from '../network.js';

/** Where clients have authenticated from, so that others cannot lock them out from there. */
@Injectable()
export class KnownNetworksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** At once, not with the rest of what is counted: the next failure may come at once, too. */
  async add({ clientId, knownNetworks }: ClientSnapshot, network: string): Promise<void> {
    // An unreadable address is never known: another caller may have the same text.
    if (readNetwork(network) === null) return;
    // The lock waits for the statement that deletes the client, so that no network is left behind.
    await this.dataSource.query(
      `INSERT INTO client_networks (client_id, network, last_used_at)
       SELECT client_id, $2::cidr, now() FROM oauth_clients WHERE client_id = $1 FOR KEY SHARE
       ON CONFLICT (client_id, network) DO NOTHING`,
      [clientId, network],
    );
    knownNetworks.add(network);
  }
}
