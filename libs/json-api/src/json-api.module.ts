import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IdempotentRequests } from './idempotency/idempotent-requests.repository.js';
import {
  ConfigurableModuleClass,
  JSON_API_OPTIONS,
  type JsonApiOptions,
} from './json-api.options.js';
import { ShownResources } from './sql/shown-resources.repository.js';
import { TenantInterceptor } from './http/tenant.interceptor.js';

/**
 * The JSON:API of one application:
 *
 *     JsonApiModule.register({ defaultPageSize: 25, maxPageSize: 100, maxIncluded: 1000, cursorKey })
 *
 * It is global because `@ResourceQuery()` needs the limits in every module that has a controller.
 */
@Global()
@Module({
  providers: [ShownResources, IdempotentRequests],
  exports: [JSON_API_OPTIONS, ShownResources, IdempotentRequests],
})
export class JsonApiModule extends ConfigurableModuleClass {
  static override register(options: JsonApiOptions): DynamicModule {
    const module = super.register(options);
    if (!options.tenancy) return module;
    const interceptor = { provide: APP_INTERCEPTOR, useClass: TenantInterceptor };
    return { ...module, providers: [...(module.providers ?? []), interceptor] };
  }

  constructor(@Inject(JSON_API_OPTIONS) options: JsonApiOptions) {
    super();
    const { defaultPageSize, maxPageSize, maxIncluded, cursorKey } = options;
    if (!Number.isInteger(maxIncluded) || maxIncluded < 1) {
      throw new Error(`maxIncluded (${maxIncluded}) must be an integer of at least 1`);
    }
    if ((cursorKey.symmetricKeySize ?? 0) < KEY_BYTES) {
      throw new Error(`cursorKey must be a secret key of ${KEY_BYTES} bytes`);
    }
    const sizes = [1, defaultPageSize, maxPageSize, MAX_PAGE];
    const ascending = sizes.every((size, index) => index === 0 || sizes[index - 1]! <= size);
    if (!ascending || !sizes.every(Number.isInteger)) {
      throw new Error(
        `defaultPageSize (${defaultPageSize}) and maxPageSize (${maxPageSize}) must be integers ` +
          `with 1 ≤ defaultPageSize ≤ maxPageSize ≤ ${MAX_PAGE}`,
      );
    }
  }
}

/** The key length of HMAC-SHA-256, equal to the length of its hash (RFC 2104 §3). */
const KEY_BYTES = 32;

/** The largest page: the server builds a page in memory. */
const MAX_PAGE = 10_000;
