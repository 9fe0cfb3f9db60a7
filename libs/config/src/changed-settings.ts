import { isDeepStrictEqual } from 'node:util';
import { Config } from './config.js';

/** Characters of a value; a logo may be a whole image. */
const MAX_LENGTH = 200;

/**
 * Returns the settings that differ from their defaults, by their path, without secrets: of a URL with
 * a password the password is left out, and a key-encryption key is its fingerprint.
 *
 * `side` names the application that is described; settings of the other one are left out.
 */
export function changedSettings(
  config: Config,
  side: 'backoffice' | 'storefront',
): Record<string, unknown> {
  const other = side === 'backoffice' ? 'storefront' : 'backoffice';
  const changed = Object.entries(flat(shown(config), shown(new Config())));
  const isOurs = ([path]: [string, unknown]) =>
    !path.startsWith(`${other}.`) &&
    // It is absolute after loading, and only the embedded server uses it.
    path !== 'database.embeddedDirectory';
  return Object.fromEntries(changed.filter(isOurs));
}

/** Returns the settings as JSON shows them: the classes hide their secrets there. */
function shown(config: Config): object {
  return JSON.parse(JSON.stringify(config)) as object;
}

function flat(settings: object, standard: unknown, parent = ''): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings) as [string, unknown][]) {
    const path = parent + name;
    const usual: unknown = (standard as Record<string, unknown>)[name];
    if (isSection(value)) Object.assign(changed, flat(value, usual, `${path}.`));
    else if (!isDeepStrictEqual(value, usual)) changed[path] = short(value);
  }
  return changed;
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: unknown): unknown {
  const isLong = typeof value === 'string' && value.length > MAX_LENGTH;
  return isLong ? `${value.slice(0, MAX_LENGTH)}…` : value;
}
