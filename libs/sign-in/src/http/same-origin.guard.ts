import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from '#oauth';
import { PageRejection } from '../pages/page-rejection.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Rejects forms that another site has sent (CSRF). A cookie alone proves nothing. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const isSafe = method === 'GET' || method === 'HEAD';
    if (isSafe || isSameOrigin(headers, this.settings.issuer)) return true;
    throw new PageRejection(403, 'forbidden', 'otherSite');
  }
}
