import { Inject, Injectable } from '@nestjs/common';
import { Notifications } from '#database';
import { SnapshotCache } from '../caching/snapshot-cache.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { PersonSnapshot } from './person-snapshot.js';
import { PersonSnapshotsRepository } from './person-snapshots.repository.js';

/**
 * Caches the people of this side who are signed in, with the settings of the cache of clients, so
 * that a request with a token of a cached person needs no database.
 */
@Injectable()
export class PersonCache extends SnapshotCache<PersonSnapshot> {
  constructor(
    @Inject(OAUTH_SETTINGS) { side, clientCache }: OAuthSettings,
    repository: PersonSnapshotsRepository,
    notifications: Notifications,
  ) {
    const find = async (id: string) => repository.find(id);
    super({ channel: `people_${side}`, ...clientCache, find }, notifications);
  }
}
