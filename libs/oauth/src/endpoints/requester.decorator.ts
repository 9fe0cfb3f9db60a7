import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestContext as RequesterOfToken } from '../client-authentication/authentication-failure-handler.js';

/**
 * `@Requester() requester: Requester`: address, credentials, id and arrival time of the request.
 */
export type Requester = RequesterOfToken;

export const Requester = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequesterOfToken => {
    const { headers, ip, id } = context.switchToHttp().getRequest<FastifyRequest>();
    const arrivedAtMs = performance.now();
    return { authorization: headers.authorization, address: ip, requestId: id, arrivedAtMs };
  },
);
