import { resolve } from 'node:path';
import { parseTemplate, type Placeholder, type Template } from './template.js';
import { readTextFile } from './text-file.js';

/** Sources that a placeholder may read. */
export interface Sources {
  env: Record<string, string | undefined>;

  /** Directory of config.yml; relative paths of `${file:…}` start here. */
  directory: string;
}

/**
 * Replaces the placeholders of one setting.
 *
 * The result is plain text. It is never parsed again, neither as YAML nor for
 * further placeholders, so an environment variable can set one value and nothing else.
 *
 * @throws Error for a malformed placeholder, an unset variable, an unreadable file
 */
export function interpolate(text: string, sources: Sources): string {
  return fill(parseTemplate(text), sources);
}

function fill(template: Template, sources: Sources): string {
  return template.map((part) => (typeof part === 'string' ? part : read(part, sources))).join('');
}

function read(placeholder: Placeholder, sources: Sources): string {
  if ('file' in placeholder) {
    const path = resolve(sources.directory, fill(placeholder.file, sources));
    // `echo secret > file` and every editor add a final newline that is not part of the secret.
    return readTextFile(path).replace(/\r?\n$/, '');
  }

  const { variable, fallback } = placeholder;
  // Own properties only: `${constructor}` counts as unset, like any other missing name.
  const value = Object.hasOwn(sources.env, variable) ? sources.env[variable] : undefined;
  if (fallback) return value || fill(fallback, sources);
  if (value === undefined) throw new Error(`the environment variable ${variable} is not set`);
  return value;
}
