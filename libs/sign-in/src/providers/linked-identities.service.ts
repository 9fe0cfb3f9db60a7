import { Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import { PeopleAudit } from '../audit/people-audit.js';
import type { Transaction } from '#database';
import { LinksRepository } from '../links/links.repository.js';
import type { Session } from '../sessions/session.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import {
  type Identity,
  type LinkedIdentity,
  LinkedIdentitiesRepository,
} from './linked-identities.repository.js';

/** A person, and an identity at a provider that becomes theirs. */
export interface Ownership {
  personId: string;
  identity: Identity;
  actor: Actor;
}

/** The identities at providers with which people sign in. Each change has an audit event. */
@Injectable()
export class LinkedIdentities {
  constructor(
    private readonly repository: LinkedIdentitiesRepository,
    private readonly links: LinksRepository,
    private readonly sessions: SessionsRepository,
    private readonly audit: PeopleAudit,
  ) {}

  async listOf(personId: string): Promise<LinkedIdentity[]> {
    return this.repository.listOf(personId);
  }

  /** Returns the id of the person who has an identity, and records its use; null for nobody. */
  async use(identity: Identity): Promise<string | null> {
    return this.repository.use(identity);
  }

  /** True when the identity is the person's, until the end of the transaction. */
  async isOf(personId: string, identity: Identity, transaction: Transaction): Promise<boolean> {
    return this.repository.isOf(personId, identity, transaction);
  }

  /** Links an identity to a person. Returns false when it belongs to somebody else. */
  async link(ownership: Ownership): Promise<boolean> {
    const { personId, identity } = ownership;
    return this.repository.inTransaction(async (transaction) => {
      const owner = await this.repository.claim(personId, identity, transaction);
      if (owner?.isNew) await this.#recordLink(ownership, {}, transaction);
      return owner?.personId === personId;
    });
  }

  /**
   * Links an identity to the person of an invitation, which is used up. Returns false when the
   * identity belongs to somebody else, in which case the invitation stays valid; and null when the
   * invitation is not valid.
   */
  async linkInvited(ownership: Ownership, linkHash: Buffer): Promise<boolean | null> {
    const { personId, identity } = ownership;
    return this.repository.inTransaction(async (transaction) => {
      const owner = await this.repository.claim(personId, identity, transaction);
      if (owner?.personId !== personId) return false;
      const link = await this.links.use(linkHash, transaction);
      if (link?.personId !== personId) {
        if (owner.isNew) await this.repository.remove(personId, identity, transaction);
        return null;
      }
      if (owner.isNew) await this.#recordLink(ownership, { link: link.purpose }, transaction);
      return true;
    });
  }

  /**
   * Removes an identity of the person of a session. Their other sessions that began at its provider
   * end, with the tokens that apps got in them. Returns false when there is no such identity.
   */
  async unlink(identity: Identity, current: Session, actor: Actor): Promise<boolean> {
    const { personId } = current;
    const { issuer } = identity;
    return this.repository.inTransaction(async (transaction) => {
      // First, so that no sign-in with the identity begins after its sessions have ended.
      if (!(await this.repository.remove(personId, identity, transaction))) return false;
      const sessions = await this.sessions.deleteOthersAt(issuer, current, transaction);
      const after = { issuer, sessions };
      const act = { action: 'person.identity_unlinked', personId, after };
      await this.audit.recordFor(actor, act, transaction);
      return true;
    });
  }

  async #recordLink(
    { personId, identity, actor }: Ownership,
    details: Record<string, string>,
    transaction: Transaction,
  ): Promise<void> {
    const after = { issuer: identity.issuer, ...details };
    const act = { action: 'person.identity_linked', personId, after };
    await this.audit.recordFor(actor, act, transaction);
  }
}
