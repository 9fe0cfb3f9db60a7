import { AtomicOperationsController } from '#resources';

/**
 * Operations on users, roles, customers and their people. Clients, secrets, keys and tokens are not
 * among them: a secret is shown once, and a signature or a revocation cannot be rolled back.
 */
export class OperationsController extends AtomicOperationsController([
  'users:write',
  'roles:write',
  'customers:write',
  'customer-users:write',
]) {}
