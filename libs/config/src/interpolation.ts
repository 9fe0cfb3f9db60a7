import { resolve } from 'node:path';
import { parseTemplate, type Placeholder, type Template } from './template.js';
import { readTextFile } from './text-file.js';

/** What a placeholder may read. */
export interface Sources {
  env: Record<string, string | undefined>;

  /** That of config.yml; `${file:…}` with a relative path starts here. */
  directory: string;
}

/**
 * Replaces the placeholders of one setting.
 *
 * What comes out is text and is never read again, neither as YAML nor for
 * further placeholders: an environment variable can set one value and nothing else.
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
    // `echo secret > file` and every editor end the file with a newline that is not the secret's.
    return readTextFile(path).replace(/\r?\n$/, '');
  }

  const { variable, fallback } = placeholder;
  // An own property only: `${constructor}` is as unset as any other name.
  const value = Object.hasOwn(sources.env, variable) ? sources.env[variable] : undefined;
  if (fallback) return value || fill(fallback, sources);
  if (value === undefined) throw new Error(`the environment variable ${variable} is not set`);
  return value;
}
