import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AuditHead, AuditSealRepository, AuditVerificationsRepository } from '#audit';
import { ResourceRepository } from '#json-api';
import { ComputedRows } from '#resources';
import { auditChainResource, type AuditChainState } from './audit-chain.resource.js';
import { auditHeadResource } from './audit-head.resource.js';

/** The noted heads of the chain. */
@Injectable()
export class AuditHeadResources extends ResourceRepository<AuditHead> {
  constructor(dataSource: DataSource) {
    super(dataSource, auditHeadResource);
  }
}

/** Computes the state of the chain from the trail and from the outcomes of verifications. */
@Injectable()
export class AuditChainResources extends ComputedRows<AuditChainState> {
  constructor(
    private readonly verifications: AuditVerificationsRepository,
    private readonly seals: AuditSealRepository,
  ) {
    super(auditChainResource);
  }

  protected override async all(): Promise<AuditChainState[]> {
    const { head, last, sound, complete } = await this.verifications.state();
    const { events, age } = await this.seals.backlog();
    const broken = last && !last.sound ? last : null;
    return [
      {
        id: 'trail',
        eventId: head?.id ?? null,
        hash: head?.hash ?? null,
        sealedAt: head?.at ?? null,
        unsealed: events,
        unsealedSeconds: Math.round(age ?? 0),
        verifiedUpTo: sound?.eventId ?? null,
        verifiedAt: sound?.at ?? null,
        verifiedBy: sound?.by ?? null,
        completeUpTo: complete?.eventId ?? null,
        completeAt: complete?.at ?? null,
        completeBy: complete?.by ?? null,
        brokenAt: broken?.eventId ?? null,
        problem: broken?.problem ?? null,
        checkedAt: last?.at ?? null,
      },
    ];
  }
}
