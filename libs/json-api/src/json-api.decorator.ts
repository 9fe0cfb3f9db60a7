import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common';
import { ContentNegotiationGuard } from './content-negotiation.guard.js';
import { JsonApiErrorFilter } from './json-api-error.filter.js';

/**
 * A controller that speaks JSON:API.
 *
 * Decorators apply from the bottom: a guard written below this one, as an
 * authentication guard is, runs before the negotiation, so that a stranger
 * learns nothing of the resource, not even what it takes.
 */
export function JsonApi(): ClassDecorator {
  return applyDecorators(UseGuards(ContentNegotiationGuard), UseFilters(JsonApiErrorFilter));
}
