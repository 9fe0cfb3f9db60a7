import { Injectable } from '@nestjs/common';
import { type Administrator, AuthorizedApplications } from '#oauth';
import type { Deletions } from '#resources';
import { ConsentResources } from './consents.repository.js';

/** Withdraws consents, which ends the access of the client for the person. */
@Injectable()
export class ConsentWithdrawals implements Deletions {
  constructor(
    private readonly rows: ConsentResources,
    private readonly applications: AuthorizedApplications,
  ) {}

  async delete(id: string, { actor }: Administrator): Promise<boolean> {
    const consent = await this.rows.find(id);
    if (!consent) return false;
    const { side, personId, clientId } = consent as Required<typeof consent>;
    return this.applications.end({ side, personId, clientId }, actor);
  }
}
