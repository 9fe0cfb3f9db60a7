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
import { ShownResources } from '../sql/shown-resources.repository.js';
import { TakesIfMatch } from '../http/unsupported-headers.guard.js';
import { requireMatch } from './if-match.js';

/**
 * `@Conditional(userResource)` on a PATCH or DELETE of `:id`: the server runs a request with
 * `If-Match` only if the resource has not changed since the client read it (RFC 9110 §13.1.1). No
 * other request can change it in between.
 *
 * The tag is compared with the answer that a GET of the same address and query would have.
 *
 * The route changes the resource by a `ResourceRepository` of this entity, and nothing else outside
 * of its `inTransaction`: when another request is faster, it runs again.
 */
export function Conditional<Request = AddressedRequest>(
  definition: ResourceDefinition,
  { id }: ResourceAddress<Request> = {},
): MethodDecorator {
  @Injectable()
  class ConditionalInterceptor implements NestInterceptor {
    constructor(
      @Inject(JSON_API_OPTIONS) private readonly options: JsonApiOptions,
      private readonly resources: ShownResources,
    ) {}

    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      const http = context.switchToHttp();
      const request = http.getRequest<AddressedRequest>();
      const ifMatch = request.headers['if-match'];
      if (ifMatch === undefined) return next.handle();

      const selection = selectionOfRequest(request, definition, this.options);
      const wanted = { definition, id: id ? id(http.getRequest()) : request.params.id! };
      // Without a resource the route answers 404, which takes precedence (§13.2.1).
      const answer: unknown = await this.resources.whileUnchanged(wanted, selection, {
        check: (shown) => requireMatch(shown, { ifMatch, base: baseUrlOf(request) }),
        work: async () => lastValueFrom(next.handle(), { defaultValue: undefined }),
      });
      return of(answer);
    }
  }
  return applyDecorators(
    TakesIfMatch(true),
    UseInterceptors(ConditionalInterceptor),
    describingRoute({ isConditional: true }),
  );
}
