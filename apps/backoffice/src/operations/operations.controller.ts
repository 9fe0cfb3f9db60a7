import { Controller, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ATOMIC_OPERATIONS,
  AtomicOperations,
  type AtomicResource,
  JsonApi,
  type Operation,
  Operations,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { CustomerOperations } from './customer-operations.js';
import { RoleOperations } from './role-operations.js';
import { UserOperations } from './user-operations.js';

/** Several changes, all or none (jsonapi.org/ext/atomic); each operation needs the scope of its own. */
@Controller('api/operations')
@JsonApi({ extension: ATOMIC_OPERATIONS })
@UseGuards(AccessTokenGuard)
export class OperationsController {
  /**
   * Clients, secrets, keys and tokens are not among them: a secret is shown once,
   * and what is signed or revoked takes effect outside of the database, too.
   */
  private readonly resources: readonly AtomicResource<Caller>[];

  constructor(
    private readonly operations: AtomicOperations,
    users: UserOperations,
    roles: RoleOperations,
    customers: CustomerOperations,
  ) {
    this.resources = [users.resource, roles.resource, ...customers.resources];
  }

  @Post()
  @HttpCode(200)
  @RequireScope(['users:write', 'roles:write', 'customers:write', 'customer-users:write'])
  async run(
    @Operations() operations: Operation[],
    @Caller() by: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.operations.run(operations, { resources: this.resources, by, reply });
  }
}
