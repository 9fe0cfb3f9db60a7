import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { baseUrlOf } from '../definition/addresses.js';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { describingRoute } from '../route-description.js';
import type { AddressedRequest, ResourceAddress } from '../request/resource-attributes.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { selectionOfRequest } from '../query/resource-selection.js';
import { Preconditions } from './preconditions.repository.js';
import { TakesIfMatch } from '../http/unsupported-headers.guard.js';

/**
 * `@Conditional(userResource)` on a PATCH or DELETE of `:id`: with `If-Match` it is
 * carried out only if the resource is still what the client has seen (RFC 9110
 * §13.1.1), and nobody changes it in between.
 *
 * What is compared is what a GET of the same address, its query included, would answer.
 */
export function Conditional<Request = AddressedRequest>(
  definition: ResourceDefinition,
  { id }: ResourceAddress<Request> = {},
): MethodDecorator {
  @Injectable()
  class ConditionalInterceptor implements NestInterceptor {
    constructor(
      @Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions,
      private readonly resources: Preconditions,
    ) {}

    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      const http = context.switchToHttp();
      const request = http.getRequest<AddressedRequest>();
      const ifMatch = request.headers['if-match'];
      if (ifMatch === undefined) return next.handle();

      const seen = {
        definition,
        id: id ? id(http.getRequest<Request>()) : request.params.id!,
        selection: selectionOfRequest(request, definition, this.options),
        ifMatch,
        base: baseUrlOf(request),
      };
      const answer: unknown = await this.resources.during(seen, async () =>
        lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
      return of(answer);
    }
  }
  return applyDecorators(
    TakesIfMatch(true),
    UseInterceptors(ConditionalInterceptor),
    describingRoute({ isConditional: true }),
  );
}
