import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Observable } from 'rxjs';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { asTenantCaller } from '../definition/tenancy.js';

/** Limits all statements of a request to the tenant of its caller. */
@Injectable()
export class TenantInterceptor implements NestInterceptor {
  constructor(@Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { tenancy } = this.options;
    const member = tenancy?.memberOf(context.switchToHttp().getRequest<object>());
    if (!tenancy || member === undefined) return next.handle();
    return asTenantCaller({ tenancy, member }, () => next.handle());
  }
}
