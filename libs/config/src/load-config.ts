import { dirname, resolve } from 'node:path';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { Config } from './config.js';
import { contradictions } from './contradictions.js';
import { named, rememberVariables } from './setting-name.js';
import { SettingsReader } from './settings-reader.js';
import { readYamlFile } from './yaml-file.js';

/**
 * Reads the configuration from `path`, or from LATCHKEY_CONFIG, or from
 * config.yml in the current directory.
 *
 * A setting that is left out has the default of its class, so the file may be
 * as short as one line.
 *
 * @throws ConfigError that lists every problem
 */
export function loadConfig(
  options: { path?: string; env?: Record<string, string | undefined> } = {},
): Config {
  const { env = process.env } = options;
  const path = options.path || env.LATCHKEY_CONFIG || 'config.yml';
  const directory = dirname(resolve(path));

  const config = new Config();
  const reader = new SettingsReader({ env, directory });
  reader.read(config, readYamlFile(path, { hint: HINT }));

  const problems = [...reader.problems, ...violations(validateSync(config, VALIDATION))];
  const invalidPaths = new Set(problems.map((problem) => problem.path));
  problems.push(...contradictions(config, invalidPaths));
  if (problems.length > 0) {
    const { variables } = reader;
    const found = problems.map((each) => ({ ...each, path: named(each.path, variables) }));
    throw new ConfigError(`${path} is invalid`, found);
  }
  rememberVariables(config, reader.variables);

  // Relative to the file, not to the current directory: every command must find the same database.
  config.database.embeddedDirectory = resolve(directory, config.database.embeddedDirectory);
  return config;
}

const HINT = 'set LATCHKEY_CONFIG=<path> to use another file';

/** Reports one broken rule per setting. Errors never carry the values. */
export const VALIDATION = {
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

export function violations(errors: ValidationError[], parent = ''): ConfigProblem[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent + property;
    const own = Object.values(constraints).map((message) => ({
      path,
      message: message.replace(`${property} `, ''), // class-validator puts the name first
    }));
    return [...own, ...violations(children, `${path}.`)];
  });
}
