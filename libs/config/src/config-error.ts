/** One thing wrong with the configuration. The message states the rule and never the value. */
export interface ConfigProblem {
  /** `backoffice.oauth.accessTokenLifetime` and the like; empty for the file itself. */
  path: string;

  message: string;
}

/**
 * The configuration cannot be used, so the process must not start.
 *
 * Every fault is in the message: an operator corrects the file once, not once
 * per restart.
 */
export class ConfigError extends Error {
  /** EX_CONFIG of sysexits.h, for which a supervisor can be told not to restart. */
  readonly exitCode = 78;

  constructor(
    problem: string,
    readonly faults: ConfigProblem[],
  ) {
    const lines = faults.map(({ path, message }) => `\n  ${path ? `${path}: ` : ''}${message}`);
    super(`${problem}:${lines.join('')}`);
    this.name = 'ConfigError';
  }
}
