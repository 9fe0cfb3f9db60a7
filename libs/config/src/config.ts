import { IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { ApiConfig } from './api-config.js';
import { ApplicationConfig, StorefrontConfig } from './application-config.js';
import { ClientsConfig } from './clients-config.js';
import { DatabaseConfig } from './database-config.js';
import { DpopConfig } from './dpop-config.js';
import { HttpConfig } from './http-config.js';
import { KeysConfig } from './keys-config.js';
import { RefreshTokensConfig } from './refresh-tokens-config.js';
import { Integer } from './rules.js';
import { SignInConfig } from './sign-in-config.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_FORMATS = ['auto', 'text', 'json'] as const;

export class LogConfig {
  @IsIn(LOG_LEVELS) level: LogLevel = 'info';

  /** `auto` is text for people on a terminal, and JSON lines elsewhere. */
  @IsIn(LOG_FORMATS) format: (typeof LOG_FORMATS)[number] = 'auto';

  /** One line for each request. */
  @IsBoolean() requests = true;
}

/** Settings of the audit trail. */
export class AuditConfig {
  /**
   * Days of events that `latchkey audit prune` keeps; 0 keeps all. No server removes events itself.
   */
  @Integer(0, 36_500, 'days') retention = 0;

  /** Events of one export over HTTP, at most. `latchkey audit export` has no limit. */
  @Integer(1, 100_000_000) maxExported = 100_000;

  /**
   * Seconds between two checks of the chain by a process of the back office; 0 means none. A check
   * verifies the events since the check before.
   */
  @Integer(0, 86_400, 'seconds') verifyEvery = 3600;
}

/**
 * All settings. The classes are the schema: properties give names and defaults,
 * decorators give the rules. config.yml shows the same settings.
 */
export class Config {
  @ValidateNested() database = new DatabaseConfig();

  @ValidateNested() log = new LogConfig();

  @ValidateNested() http = new HttpConfig();

  @ValidateNested() api = new ApiConfig();

  @ValidateNested() audit = new AuditConfig();

  @ValidateNested() clients = new ClientsConfig();

  @ValidateNested() dpop = new DpopConfig();

  @ValidateNested() refreshTokens = new RefreshTokensConfig();

  @ValidateNested() keys = new KeysConfig();

  @ValidateNested() signIn = new SignInConfig();

  @ValidateNested() backoffice = new ApplicationConfig(3000, 9000);

  @ValidateNested() storefront = new StorefrontConfig(3001, 9001);
}
