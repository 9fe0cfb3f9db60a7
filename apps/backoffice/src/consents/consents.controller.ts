import { DeletableController } from '#resources';
import { consentResource } from './consent.resource.js';
import { ConsentResources } from './consents.repository.js';
import { ConsentWithdrawals } from './consents.service.js';

/** Consents of people of both sides to clients of third parties. A deletion withdraws one. */
export class ConsentsController extends DeletableController(consentResource, {
  repository: ConsentResources,
  service: ConsentWithdrawals,
  scopes: { read: 'grants:read', write: 'grants:write' },
}) {}
