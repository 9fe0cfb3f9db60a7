import { Inject, Injectable } from '@nestjs/common';
import { Notifications } from '#database';
import { SnapshotCache } from '../caching/snapshot-cache.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { ClientSnapshot } from './client-snapshot.js';
import { ClientSnapshotsRepository } from './client-snapshots.repository.js';

/**
 * Caches the clients of this side, so that issuing a token to a cached client, and a request with
 * that token, need no database.
 */
@Injectable()
export class ClientCache extends SnapshotCache<ClientSnapshot> {
  constructor(
    @Inject(OAUTH_SETTINGS) { side, clientCache: { size, lifetime, staleFor } }: OAuthSettings,
    repository: ClientSnapshotsRepository,
    notifications: Notifications,
  ) {
    const find = async (clientId: string) => repository.find(clientId);
    super({ channel: `clients_${side}`, size, lifetime, staleFor, find }, notifications);
  }
}
