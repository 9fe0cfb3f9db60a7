import { IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { ApplicationConfig, StorefrontConfig } from './application-config.js';
import { ClientsConfig } from './clients-config.js';
import { DatabaseConfig } from './database-config.js';
import { DpopConfig } from './dpop-config.js';
import { HttpConfig } from './http-config.js';
import { KeysConfig } from './keys-config.js';
import { Integer } from './rules.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export class LogConfig {
  @IsIn(LOG_LEVELS)
  level: LogLevel = 'info';

  /** One line for each request. */
  @IsBoolean()
  requests = true;
}

/** What one request to the API may ask for. */
export class ApiConfig {
  @Integer(1, 1000)
  defaultPageSize = 25;

  @Integer(1, 1000)
  maxPageSize = 100;

  @Integer(1, 10_000)
  maxIncluded = 1000;

  /** Operations of one request to /api/operations. */
  @Integer(1, 1000)
  maxOperations = 100;
}

/**
 * Every setting there is. The classes are the schema: names and defaults from
 * their properties, rules from the decorators. config.yml shows the same.
 */
export class Config {
  @ValidateNested()
  database = new DatabaseConfig();

  @ValidateNested()
  log = new LogConfig();

  @ValidateNested()
  http = new HttpConfig();

  @ValidateNested()
  api = new ApiConfig();

  @ValidateNested()
  clients = new ClientsConfig();

  @ValidateNested()
  dpop = new DpopConfig();

  @ValidateNested()
  keys = new KeysConfig();

  @ValidateNested()
  backoffice = new ApplicationConfig(3000, 9000);

  @ValidateNested()
  storefront = new StorefrontConfig(3001, 9001);
}
