import { ReadOnlyController } from '#resources';
import { refusalResource } from './refusal.resource.js';
import { RefusalResources } from './refusals.repository.js';

/** The requests that were refused, read-only. A caller that may read clients may read them. */
export class RefusalsController extends ReadOnlyController(
  refusalResource,
  RefusalResources,
  'clients:read',
) {}
