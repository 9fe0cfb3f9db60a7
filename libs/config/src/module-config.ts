import { validateSync, ValidateNested } from 'class-validator';
import { OAuthConfig } from './application-config.js';
import {
  AssertionsConfig,
  ClientCacheConfig,
  ClientLimitsConfig,
  FailedAttemptsConfig,
  JwksUriConfig,
  UsageConfig,
} from './clients-config.js';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { DatabaseConfig } from './database-config.js';
import { DpopConfig } from './dpop-config.js';
import { KeysConfig } from './keys-config.js';
import { violations, VALIDATION } from './load-config.js';
import { Audience, PublicUrl } from './rules.js';

/**
 * The settings of an authorization server in an application of a host. Their defaults and rules are
 * those of config.yml.
 */
export class ModuleConfig {
  @PublicUrl() issuer = '';

  @Audience() audience = '';

  @ValidateNested() token = new OAuthConfig();

  @ValidateNested() keys = new KeysConfig();

  @ValidateNested() clientCache = new ClientCacheConfig();

  @ValidateNested() failedAttempts = new FailedAttemptsConfig();

  @ValidateNested() limits = new ClientLimitsConfig();

  @ValidateNested() assertions = new AssertionsConfig();

  @ValidateNested() jwksUri = new JwksUriConfig();

  @ValidateNested() dpop = new DpopConfig();

  @ValidateNested() usage = new UsageConfig();

  @ValidateNested() database = new DatabaseConfig();
}

/**
 * Returns the settings of a host: what it gives, and the defaults for the rest.
 *
 * @throws ConfigError that lists every problem, without the values
 */
export function moduleConfig(given: object): ModuleConfig {
  const config = new ModuleConfig();
  const problems: ConfigProblem[] = [];
  assign(config, given, { parent: '', problems });
  for (const name of ['issuer', 'audience'] as const) {
    if (config[name] === '') problems.push({ path: name, message: 'is required' });
  }
  // The two settings of tokens have no group of their own in the options.
  const broken = violations(validateSync(config, VALIDATION)).map(({ path, message }) => {
    return { path: path.replace(/^(?:token|database)\./, ''), message };
  });
  problems.push(...broken);
  if (problems.length > 0)
    throw new ConfigError('the options of OAuthModule are invalid', problems);
  return config;
}

/** Copies values that are not undefined into settings of the same name, at every level. */
function assign(
  settings: object,
  given: object,
  { parent, problems }: { parent: string; problems: ConfigProblem[] },
): void {
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const path = parent + name;
    const current: unknown = Reflect.get(settings, name);
    if (value === undefined) continue;
    if (!Object.hasOwn(settings, name)) problems.push({ path, message: 'is not an option' });
    else if (typeof current !== 'object' || Array.isArray(current)) {
      Reflect.set(settings, name, value);
    } else if (typeof value !== 'object' || value === null) {
      problems.push({ path, message: 'must be an object' });
    } else assign(current!, value, { parent: `${path}.`, problems });
  }
}
