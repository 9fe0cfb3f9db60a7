import { resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error.js';
import { readTextFile } from './text-file.js';

/** Each alias repeats what its anchor holds; two applications sharing settings need a handful. */
const MAX_ALIASES = 50;

/** What is said of a file that is missing, and how many bytes are read. */
interface YamlFileOptions {
  hint?: string;
  maxSize?: number;
}

/**
 * Reads config.yml, or another file of our own, as plain values.
 *
 * @throws ConfigError when the file is missing, empty or not YAML
 */
export function readYamlFile(path: string, options: YamlFileOptions = {}): unknown {
  const text = readFile(path, options);
  const lines = new LineCounter();
  // prettyErrors would quote the line, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  // A warning is an unknown tag or directive: something meant that would not happen.
  const faults = [...document.errors, ...document.warnings].map(({ pos: [offset], message }) => {
    const { line, col } = lines.linePos(offset);
    return { path: '', message: `line ${line}:${col}: ${withoutQuotation(message)}` };
  });
  if (faults.length > 0) throw new ConfigError(`${path} is not valid YAML`, faults);
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

/** What the yaml package quotes from the file follows a colon. */
function withoutQuotation(message: string): string {
  return message.replace(/: .*/s, '');
}
