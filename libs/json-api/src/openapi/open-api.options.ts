import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { JsonSchema } from '../definition/json-schema.js';

/** What one application says of its API beside what its controllers say. */
export interface OpenApiOptions {
  title: string;

  /** Of the API: `info.version`. */
  version: string;

  description: string;

  /** Where the application is reached: an absolute URL. */
  serverUrl: string;

  /** Of every answer: it has the id of the request. */
  requestIdHeader: string;

  /** What opens a route: any of these Security Requirement Objects; none where it is open to all. */
  securityOf: (handler: object) => Record<string, string[]>[];

  /** Of the failures with a status, where they are known: the guards' of 401. */
  errorCodes: Readonly<Record<number, readonly string[]>>;

  /** What other libs say of their own routes, and of the security schemes. */
  contribution: OpenApiContribution;
}

/** Parts of an OpenAPI document as plain data. Where a component is there already, this one counts. */
interface OpenApiContribution {
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: OPEN_API_OPTIONS } =
  new ConfigurableModuleBuilder<OpenApiOptions>({
    optionsInjectionToken: Symbol('OPEN_API_OPTIONS'),
  }).build();
