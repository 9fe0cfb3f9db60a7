import { Controller, HttpCode, Inject, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ATOMIC_OPERATIONS,
  AtomicOperations,
  JsonApi,
  type Operation,
  Operations,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { AtomicResources } from './atomic-resources.js';

/**
 * Returns a controller for several changes, of which all or none are made (jsonapi.org/ext/atomic).
 * It takes operations on all resources with a `ResourceController`. A caller needs one of the scopes,
 * and for each operation the scope of that operation.
 */
export function AtomicOperationsController(scopes: readonly string[]) {
  @Controller('api/operations')
  @JsonApi({ extension: ATOMIC_OPERATIONS })
  @UseGuards(AccessTokenGuard)
  class OperationsController {
    constructor(
      @Inject(AtomicOperations) readonly operations: AtomicOperations,
      @Inject(AtomicResources) readonly resources: AtomicResources,
    ) {}

    @Post()
    @HttpCode(200)
    @RequireScope(scopes.length === 1 ? scopes[0]! : scopes)
    async run(
      @Operations() operations: Operation[],
      @Caller() by: Caller,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      const resources = this.resources.all;
      return this.operations.run(operations, { resources, by, reply });
    }
  }
  return OperationsController;
}
