import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { JsonSchema } from '../definition/json-schema.js';

/** The description of one application's API, beyond its controllers. */
export interface OpenApiOptions {
  title: string;

  /** Version of the API: `info.version`. */
  version: string;

  description: string;

  /** The absolute URL at which the application is reached. */
  serverUrl: string;

  /** The header with the request id in every answer. */
  requestIdHeader: string;

  /** Returns the Security Requirement Objects of a route, any of which suffices; none if public. */
  securityOf: (handler: object) => Record<string, string[]>[];

  /** The error codes of failures by status, where they are known: those of the guards for 401. */
  errorCodes: Readonly<Record<number, readonly string[]>>;

  /** Descriptions of other libs for their own routes and for the security schemes. */
  contribution: OpenApiContribution;
}

/** Parts of an OpenAPI document as plain data. They take precedence over generated components. */
interface OpenApiContribution {
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: OPEN_API_OPTIONS } =
  new ConfigurableModuleBuilder<OpenApiOptions>({
    optionsInjectionToken: Symbol('OPEN_API_OPTIONS'),
  }).build();
