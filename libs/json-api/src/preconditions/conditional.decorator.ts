import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common';
import { baseUrlOf } from '../definition/addresses.js';
import { describingRoute } from '../route-description.js';
import type { AddressedRequest, ResourceAddress } from '../request/resource-attributes.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { selectionOfRequest } from '../query/resource-selection.js';
import { ShownResources } from '../sql/shown-resources.repository.js';
import { HeaderInterceptor, type Intercepted } from '../http/header.interceptor.js';
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
  class ConditionalInterceptor extends HeaderInterceptor {
    protected readonly header = 'if-match';

    constructor(private readonly resources: ShownResources) {
      super();
    }

    protected async answer({ request, value, run }: Intercepted): Promise<unknown> {
      const selection = selectionOfRequest(request, definition, this.options);
      const wanted = { definition, id: id ? id(request as Request) : request.params.id! };
      // Without a resource the route answers 404, which takes precedence (§13.2.1).
      return this.resources.whileUnchanged(wanted, selection, {
        check: (shown) => requireMatch(shown, { ifMatch: value, base: baseUrlOf(request) }),
        work: run,
      });
    }
  }
  return applyDecorators(
    TakesIfMatch(true),
    UseInterceptors(ConditionalInterceptor),
    describingRoute({ isConditional: true }),
  );
}
