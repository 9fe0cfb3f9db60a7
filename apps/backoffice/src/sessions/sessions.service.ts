import { Injectable } from '@nestjs/common';
import type { Administrator } from '#oauth';
import type { Deletions } from '#resources';
import { PeopleSignInRepository } from '#sign-in';
import { SessionResources } from './sessions.repository.js';

/** Ends sessions, with the tokens that applications got in them. */
@Injectable()
export class SessionEnds implements Deletions {
  constructor(
    private readonly rows: SessionResources,
    private readonly people: PeopleSignInRepository,
  ) {}

  async delete(id: string, { actor }: Administrator): Promise<boolean> {
    const row = await this.rows.find(id);
    return row !== null && this.people.endSession(id, actor);
  }
}
