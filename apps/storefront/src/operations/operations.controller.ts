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
import { UserOperations } from './user-operations.js';

/** Several changes, all or none (jsonapi.org/ext/atomic). */
@Controller('api/operations')
@JsonApi({ extension: ATOMIC_OPERATIONS })
@UseGuards(AccessTokenGuard)
export class OperationsController {
  private readonly resources: readonly AtomicResource<Caller>[];

  constructor(
    private readonly operations: AtomicOperations,
    users: UserOperations,
  ) {
    this.resources = [users.resource];
  }

  @Post()
  @HttpCode(200)
  @RequireScope('users:write')
  async run(
    @Operations() operations: Operation[],
    @Caller() by: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.operations.run(operations, { resources: this.resources, by, reply });
  }
}
