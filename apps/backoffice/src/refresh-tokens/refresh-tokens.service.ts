import { Injectable } from '@nestjs/common';
import { type Administrator, AuthorizedApplications } from '#oauth';
import type { Deletions } from '#resources';
import { RefreshTokenResources } from './refresh-tokens.repository.js';

/** Revokes refresh tokens, with the access tokens that belong to them. */
@Injectable()
export class RefreshTokenEnds implements Deletions {
  constructor(
    private readonly rows: RefreshTokenResources,
    private readonly applications: AuthorizedApplications,
  ) {}

  async delete(id: string, { actor }: Administrator): Promise<boolean> {
    // A family that is not listed has ended, and its row may still wait to be deleted.
    const row = await this.rows.find(id);
    return row !== null && this.applications.endRefreshToken(id, actor);
  }
}
