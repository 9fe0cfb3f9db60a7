import { Module } from '@nestjs/common';
import { ReadOnlyController } from '#resources';
import { AuditChainResources, AuditHeadResources } from './audit-chain.repository.js';
import { auditChainResource } from './audit-chain.resource.js';
import { auditHeadResource } from './audit-head.resource.js';

/** The heads that verifications have noted, read-only. */
class AuditHeadsController extends ReadOnlyController(
  auditHeadResource,
  AuditHeadResources,
  'audit:read',
) {}

/** The state of the chain, read-only. */
class AuditChainsController extends ReadOnlyController(
  auditChainResource,
  AuditChainResources,
  'audit:read',
) {}

/** The chain of audit events, and how far it is verified. */
@Module({
  controllers: [AuditHeadsController, AuditChainsController],
  providers: [AuditHeadResources, AuditChainResources],
})
export class AuditChainModule {}
