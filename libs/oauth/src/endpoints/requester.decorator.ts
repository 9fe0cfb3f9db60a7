import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../client-authentication/authentication-failure-handler.js';

/**
 * `@Requester() requester: Requester`: address, credentials, id and arrival time of the request.
 */
export type Requester = RequestContext;

export const Requester = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestContext => {
    const { headers, ip, id } = context.switchToHttp().getRequest<FastifyRequest>();
    const arrivedAtMs = performance.now();
    return { authorization: headers.authorization, address: ip, requestId: id, arrivedAtMs };
  },
);
