import type { Config } from './config.js';

type Variables = ReadonlyMap<string, readonly string[]>;

const variables = new WeakMap<Config, Variables>();

/** Remembers which environment variables the settings of a file read. */
export function rememberVariables(config: Config, read: Variables): void {
  variables.set(config, read);
}

/**
 * Returns the name of a setting for a message: its path, with the environment variables from which
 * config.yml reads it. People set variables, and the path alone does not say which.
 *
 *     backoffice.port (BACKOFFICE_PORT)
 */
export function settingName(config: Config, path: string): string {
  return named(path, variables.get(config));
}

export function named(path: string, read: Variables = new Map()): string {
  const names = read.get(path);
  return names ? `${path} (${names.join(', ')})` : path;
}
