/** One problem of the configuration. The message states the rule and never the value. */
export interface ConfigProblem {
  /** A path such as `backoffice.oauth.accessTokenLifetime`; empty for the file itself. */
  path: string;

  message: string;
}

/**
 * The configuration is invalid, so the process must not start.
 *
 * The message lists every problem, so that an operator corrects the file once
 * and not once per restart.
 */
export class ConfigError extends Error {
  /** EX_CONFIG of sysexits.h; a supervisor can be configured not to restart on it. */
  readonly exitCode = 78;

  constructor(
    title: string,
    readonly problems: ConfigProblem[],
  ) {
    const lines = problems.map(({ path, message }) => `\n  ${path ? `${path}: ` : ''}${message}`);
    super(`${title}:${lines.join('')}`);
    this.name = 'ConfigError';
  }
}
