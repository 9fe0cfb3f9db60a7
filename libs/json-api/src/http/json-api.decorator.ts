import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common';
import { ContentNegotiationGuard, Extension } from './content-negotiation.guard.js';
import { JsonApiErrorFilter } from './error.filter.js';
import { UnsupportedHeadersGuard } from './unsupported-headers.guard.js';
import { WriteOnlyGuard } from './write-only.guard.js';

interface JsonApiOptions {
  /** URI of the extension of requests and answers; without it, all extensions are rejected. */
  extension?: string;
}

/**
 * `@JsonApi()` on a controller that implements JSON:API.
 *
 * Decorators apply from the bottom. A guard below this one, such as an authentication guard, runs
 * before content negotiation, so an unauthenticated caller learns nothing about the resource, not
 * even the accepted media types.
 */
export function JsonApi({ extension }: JsonApiOptions = {}): ClassDecorator {
  return applyDecorators(
    UseGuards(ContentNegotiationGuard, UnsupportedHeadersGuard, WriteOnlyGuard),
    UseFilters(JsonApiErrorFilter),
    ...(extension === undefined ? [] : [Extension(extension)]),
  );
}
