import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BatchLoader } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { SharedLists } from './shared-lists.js';

/** Rows that one statement reads, at most. */
const MAX_TOGETHER = 100;

export type RolesOfSide = Pick<OAuthSettings, 'side' | 'roles' | 'scopes'>;

/** Reads rows of one side. Concurrent look-ups share a statement, and equal lists share memory. */
@Injectable()
export abstract class SnapshotsOfSide<Row> {
  protected readonly lists = new SharedLists();
  protected readonly rows: BatchLoader<string, Row>;

  constructor(
    @Inject(OAUTH_SETTINGS) protected readonly options: RolesOfSide,
    dataSource: DataSource,
  ) {
    this.rows = new BatchLoader(async (ids: string[]) => {
      const rows = await dataSource.query<Row[]>(this.statement, [options.side, ids]);
      return new Map(rows.map((row) => [this.idOf(row), row]));
    }, MAX_TOGETHER);
  }

  /** Selects rows of a side, `$1`, by their ids, `$2`. */
  protected abstract readonly statement: string;

  protected abstract idOf(row: Row): string;

  /** Returns the scopes of a configured role; none for another one. */
  protected scopesOfRole(role: string | null): readonly string[] {
    const { roles } = this.options;
    return role !== null && Object.hasOwn(roles, role) ? roles[role]! : [];
  }
}
