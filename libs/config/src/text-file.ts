import { readFileSync, statSync } from 'node:fs';

/**
 * Bytes. config.yml takes a tenth of it and a PEM key less. A wrong path (a log,
 * a dump) is rejected before it is read into memory.
 */
const MAX_SIZE = 64 * 1024;

/**
 * Reads a small file completely as UTF-8; `maxSize` in bytes.
 *
 * @throws Error that names the file and never quotes its contents
 */
export function readTextFile(path: string, maxSize = MAX_SIZE): string {
  try {
    // Check before opening: opening a pipe would block, and reading a device may never end.
    const file = statSync(path);
    if (!file.isFile()) throw new Error('not a regular file');
    if (file.size > maxSize) throw new Error(`larger than ${maxSize} bytes`);

    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new Error(`cannot read ${path} (${reason(error)})`, { cause: error });
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'not UTF-8 text';
  return code ?? message;
}
