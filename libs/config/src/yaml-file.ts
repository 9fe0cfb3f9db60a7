import { resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error.js';
import { readTextFile } from './text-file.js';

/**
 * Each alias repeats the values of its anchor; two applications with shared settings need a
 * handful.
 */
const MAX_ALIASES = 50;

/** `hint`: advice that an error about an unreadable file ends with. `maxSize`: bytes. */
interface YamlFileOptions {
  hint?: string;
  maxSize?: number;
}

/**
 * Reads config.yml, or another file of Latchkey, as plain values.
 *
 * @throws ConfigError when the file is missing, empty or not YAML
 */
export function readYamlFile(path: string, options: YamlFileOptions = {}): unknown {
  const text = readFile(path, options);
  const lines = new LineCounter();
  // prettyErrors would quote the line, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  // A warning is an unknown tag or directive, which would be silently ignored.
  const problems = [...document.errors, ...document.warnings].map(({ pos: [offset], message }) => {
    const { line, col } = lines.linePos(offset);
    return { path: '', message: `line ${line}:${col}: ${withoutQuotation(message)}` };
  });
  if (problems.length > 0) throw new ConfigError(`${path} is not valid YAML`, problems);
  if (document.contents === null) throw invalid(path, 'is empty; write {} to use every default');

  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw invalid(path, withoutQuotation((error as Error).message));
  }
}

function readFile(path: string, { hint, maxSize }: YamlFileOptions): string {
  try {
    return readTextFile(resolve(path), maxSize);
  } catch (error) {
    throw invalid(path, `${(error as Error).message}${hint ? `; ${hint}` : ''}`);
  }
}

function invalid(path: string, message: string): ConfigError {
  return new ConfigError(`${path} is invalid`, [{ path: '', message }]);
}

/** Removes quoted contents of the file; the yaml package puts them after a colon. */
function withoutQuotation(message: string): string {
  return message.replace(/: .*/s, '');
}
