import { ReadOnlyController } from '#resources';
import { clientUsageResource } from './client-usage.resource.js';
import { ClientUsageResources } from './client-usage.repository.js';

/** Tokens, requests and denials of clients of both sides, by the hour and by the day. */
export class ClientUsageController extends ReadOnlyController(
  clientUsageResource,
  ClientUsageResources,
  'clients:read',
) {}
