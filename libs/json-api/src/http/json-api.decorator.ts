import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common';
import { ContentNegotiationGuard, Extension } from './content-negotiation.guard.js';
import { JsonApiErrorFilter } from './error.filter.js';
import { UnsupportedHeadersGuard } from './unsupported-headers.guard.js';
import { WriteOnlyGuard } from './write-only.guard.js';

interface JsonApiOptions {
  /** URI of the extension in which requests and answers are; without it, none is understood. */
  extension?: string;
}

/**
 * A controller that speaks JSON:API.
 *
 * Decorators apply from the bottom: a guard written below this one, as an
 * authentication guard is, runs before the negotiation, so that a stranger
 * learns nothing of the resource, not even what it takes.
 */
export function JsonApi({ extension }: JsonApiOptions = {}): ClassDecorator {
  return applyDecorators(
    UseGuards(ContentNegotiationGuard, UnsupportedHeadersGuard, WriteOnlyGuard),
    UseFilters(JsonApiErrorFilter),
    ...(extension === undefined ? [] : [Extension(extension)]),
  );
}
