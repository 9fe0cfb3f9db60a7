import { ConfigurableModuleBuilder } from '@nestjs/common';

/** What one application decides about its API. */
export interface JsonApiOptions {
  /** Resources on a page when the client does not say `page[size]`. */
  defaultPageSize: number;

  /** The most that `page[size]` may ask for. */
  maxPageSize: number;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: JSON_API_OPTIONS } =
  new ConfigurableModuleBuilder<JsonApiOptions>({
    optionsInjectionToken: Symbol('JSON_API_OPTIONS'),
  }).build();
