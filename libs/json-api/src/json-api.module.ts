import { Global, Inject, Module } from '@nestjs/common';
import {
  ConfigurableModuleClass,
  JSON_API_OPTIONS,
  type JsonApiOptions,
} from './json-api.options.js';

/**
 * The API of one application:
 *
 *     JsonApiModule.register({ defaultPageSize: 25, maxPageSize: 100 })
 *
 * Global, because `@ResourceQuery()` needs the limits in every module that has
 * a controller.
 */
@Global()
@Module({ exports: [JSON_API_OPTIONS] })
export class JsonApiModule extends ConfigurableModuleClass {
  constructor(@Inject(JSON_API_OPTIONS) { defaultPageSize, maxPageSize }: JsonApiOptions) {
    super();
    const sizes = [1, defaultPageSize, maxPageSize, LARGEST_PAGE];
    const ascending = sizes.every((size, index) => index === 0 || sizes[index - 1]! <= size);
    if (!ascending || !sizes.every(Number.isInteger)) {
      throw new Error(
        `defaultPageSize (${defaultPageSize}) and maxPageSize (${maxPageSize}) must be integers ` +
          `with 1 ≤ defaultPageSize ≤ maxPageSize ≤ ${LARGEST_PAGE}`,
      );
    }
  }
}

/** A page is built in memory. */
const LARGEST_PAGE = 10_000;
