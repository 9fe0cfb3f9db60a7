import type { ConfigProblem } from './config-error.js';
import { unknownKey } from './did-you-mean.js';
import { interpolate, type Sources } from './interpolation.js';
import { parseTemplate, variablesOf } from './template.js';

/**
 * Applies the values of a file to the defaults of the configuration classes.
 *
 * The defaults are the schema of names and types: a new instance has every
 * setting, and the type of the default is the type of the setting.
 */
export class SettingsReader {
  readonly problems: ConfigProblem[] = [];

  /** Names of the environment variables that a setting reads, by its path. */
  readonly variables = new Map<string, readonly string[]>();

  constructor(private readonly sources: Sources) {}

  read(section: object, values: unknown, path = ''): void {
    if (values === null) return; // every setting of the section is commented out
    if (!isSection(values)) {
      this.report(path, `must hold settings: ${Object.keys(section).join(', ')}`);
      return;
    }
    const settings = section as Record<string, unknown>;
    for (const [key, value] of Object.entries(values)) {
      const at = path ? `${path}.${key}` : key;
      if (Object.hasOwn(settings, key)) settings[key] = this.setting(settings[key], value, at);
      else this.report(at, unknownKey(key, Object.keys(settings)));
    }
  }

  /**
   * Returns one setting. An unreadable value leaves the default, so that it causes one problem
   * only.
   */
  private setting(standard: unknown, value: unknown, path: string): unknown {
    if (isSection(standard)) {
      this.read(standard, value, path);
      return standard;
    }
    try {
      if (Array.isArray(value)) return value.map((item) => this.text(item, path));
      return convert(this.text(value, path), standard);
    } catch (error) {
      this.report(path, (error as Error).message);
      return standard;
    }
  }

  private text(value: unknown, path: string): unknown {
    if (typeof value !== 'string') return value;
    const read = variablesOf(parseTemplate(value));
    if (read.length > 0) this.variables.set(path, [...(this.variables.get(path) ?? []), ...read]);
    return interpolate(value, this.sources);
  }

  private report(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Converts text from a variable or a file to the type of the setting. Text that
 * does not look like that type stays text, and validation rejects it.
 */
function convert(value: unknown, standard: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (typeof standard === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof standard === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  if (Array.isArray(standard)) {
    return value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  }
  return value;
}
