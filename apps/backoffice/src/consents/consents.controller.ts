import { AuthorizedApplications } from '#oauth';
import { DeletableController } from '#resources';
import { consentResource } from './consent.resource.js';
import { ConsentResources } from './consents.repository.js';

/**
 * Consents of people of both sides to clients of third parties. A deletion withdraws one, which ends
 * the access of the client for the person.
 */
export class ConsentsController extends DeletableController(consentResource, {
  repository: ConsentResources,
  service: AuthorizedApplications,
  scopes: { read: 'grants:read', write: 'grants:write' },
  delete: async (applications, consent, { actor }) => {
    const { side, personId, clientId } = consent as Required<typeof consent>;
    return applications.end({ side, personId, clientId }, actor);
  },
}) {}
